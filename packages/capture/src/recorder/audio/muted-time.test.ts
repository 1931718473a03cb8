import { describe, expect, test } from 'vitest';
import { MutedTime } from './muted-time.ts';

const { POSITIVE_INFINITY: EVER } = Number;

describe('MutedTime', () => {
  test('keeps each stretch; the last may be open', () => {
    const muted = new MutedTime();
    muted.mute(10);
    muted.unmute(20);
    muted.mute(30);
    expect(muted.stretches).toEqual([
      { fromMs: 10, toMs: 20 },
      { fromMs: 30, toMs: EVER },
    ]);
  });

  test('joins a stretch that follows immediately', () => {
    const muted = new MutedTime();
    muted.mute(10);
    muted.unmute(20);
    muted.mute(20);
    expect(muted.stretches).toEqual([{ fromMs: 10, toMs: EVER }]);
  });

  test('ignores an unmute without a mute, and a second one', () => {
    const muted = new MutedTime();
    muted.unmute(5);
    muted.mute(10);
    muted.unmute(20);
    muted.unmute(30);
    expect(muted.stretches).toEqual([{ fromMs: 10, toMs: 20 }]);
  });

  test('forgets stretches that ended before', () => {
    const muted = new MutedTime();
    muted.mute(10);
    muted.unmute(20);
    muted.mute(30);
    muted.forgetBefore(19);
    expect(muted.stretches).toHaveLength(2);
    muted.forgetBefore(40);
    expect(muted.stretches).toEqual([{ fromMs: 30, toMs: EVER }]);
  });

  test('is bounded, and muted time stays muted', () => {
    const muted = new MutedTime();
    for (let i = 0; i < 1000; i += 1) {
      muted.mute(i * 10);
      muted.unmute(i * 10 + 5);
    }
    expect(muted.stretches).toHaveLength(100);
    expect(muted.stretches[0]).toEqual({ fromMs: 0, toMs: 9005 });
    expect(muted.stretches.at(-1)).toEqual({ fromMs: 9990, toMs: 9995 });
  });
});
