const byPurpose = {
  foundations: 'res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb',
  codecs: 'codec_ulaw codec_alaw codec_a_mu codec_g722 codec_gsm codec_resample',
  files: 'format_wav format_wav_gsm format_sln format_pcm format_gsm',
  bridges: 'bridge_simple bridge_softmix bridge_native_rtp bridge_holding chan_bridge_media',
  dialplan: `pbx_config app_dial app_exec app_originate app_system app_playback app_playtones app_milliwatt
    app_senddtmf app_echo
    app_confbridge app_verbose app_stack func_callerid func_channel func_cut func_global func_hangupcause
    func_logic func_strings func_uuid`,
  mixMonitor: 'app_mixmonitor app_chanspy func_periodic_hook func_groupcount func_uri',
  webSocket: 'res_http_websocket res_websocket_client chan_websocket',
  audioSocket: 'res_audiosocket app_audiosocket chan_audiosocket',
  sip: `res_geolocation res_statsd res_pjproject res_rtp_asterisk res_pjsip res_pjsip_session res_pjsip_pubsub
    res_pjsip_authenticator_digest res_pjsip_sdp_rtp res_pjsip_caller_id res_pjsip_rfc3326 res_pjsip_dtmf_info
    res_pjsip_endpoint_identifier_ip res_pjsip_header_funcs chan_pjsip`,
  ari: `res_stasis res_stasis_answer res_stasis_playback res_stasis_recording res_stasis_snoop
    res_stasis_device_state app_stasis res_ari res_ari_model res_ari_applications res_ari_asterisk
    res_ari_bridges res_ari_channels res_ari_device_states res_ari_endpoints res_ari_events
    res_ari_playbacks res_ari_recordings res_ari_sounds`,
};

/** The only modules of Asterisk that the lab loads. */
export const modules: readonly string[] = Object.values(byPurpose).flatMap((names) =>
  names.split(/\s+/),
);
