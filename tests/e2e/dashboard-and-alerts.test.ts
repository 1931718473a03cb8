// deploy/grafana/tricord.json, deploy/prometheus/tricord.rules.yml
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { ACCOUNT_ID, AUTHORIZATION, testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ExposedMetrics, parseExposition } from '../support/exposition.ts';
import { freePort } from '../support/free-port.ts';
import { parsePromql } from '../support/promql.ts';

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}
interface Dashboard {
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
  readonly templating: { readonly list: readonly { readonly definition?: string }[] };
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What Prometheus itself adds to what it scrapes. */
const ADDED_LABELS = ['instance', 'job'];
const ADDED_METRICS = ['up'];

let folder: TemporaryFolder;
let gateway: Gateway;
let metrics: ExposedMetrics;
beforeAll(async () => {
  folder = await temporaryFolder();
  const tls = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') };
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], { keyType: 'ec' });
  await writeFile(tls.cert, made.cert);
  await writeFile(tls.key, made.private);
  const config = testConfig(join(folder.path, 'data'), {
    http: { port: 0, tls },
    ops: { port: 0 },
    sources: { audiosocket: [{ port: 0 }], mediaStreams: [{}], asteriskWebsocket: [{}] },
  });
  const [account] = config.accounts;
  const outbound = { url: `ws://127.0.0.1:${await freePort()}`, applications: ['dialed'] };
  const user = account?.asterisk?.users?.[0]?.username ?? '';
  Object.assign(account?.asterisk ?? {}, { outbound: [{ ...outbound, user }] });
  gateway = await openGateway(configSchema.parse(config), pino({ level: 'silent' }));
  await listRecordings(made.cert);
  metrics = parseExposition(await (await fetch(`${gateway.opsUrl}/metrics`)).text());
});
afterAll(async () => {
  await gateway.close();
  await folder.close();
});

/** A request that is limited by rate: requests have no metrics before. */
async function listRecordings(ca: string): Promise<void> {
  const url = `${gateway.url}/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings.json`;
  const headers = { authorization: AUTHORIZATION.signalwire };
  const checkServerIdentity = () => undefined;
  const sent = request(url, { ca, headers, checkServerIdentity, agent: false }).end();
  const [response] = await once(sent, 'response');
  expect(response.statusCode).toBe(200);
  await once(response.resume(), 'close');
}

async function deployed(file: string): Promise<string> {
  return readFile(new URL(`../../deploy/${file}`, import.meta.url), 'utf8');
}

/** With what Grafana puts in the place of its variables. */
function expanded(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__interval', '1m')
    .replaceAll('$instance', '.*');
}

/** What an expression, and the texts that show its labels, name that the gateway does not expose. */
function missing(expr: string, ...texts: readonly string[]): readonly string[] {
  const { selectors, grouping } = parsePromql(expr);
  const labels = new Set([
    ...ADDED_LABELS,
    ...selectors.flatMap(({ metric }) => [...(metrics.get(metric)?.keys() ?? [])]),
  ]);
  const shown = texts.flatMap((text) =>
    [...text.matchAll(/\{\{ *(?:\$labels\.)?(\w+) *\}\}/g)].map(([, label = '']) => label),
  );
  return [
    ...selectors.flatMap(({ metric, matchers }) => {
      const known = metrics.get(metric);
      if (known === undefined) return ADDED_METRICS.includes(metric) ? [] : [metric];
      return matchers.flatMap(({ label, op, value }) =>
        ADDED_LABELS.includes(label) ||
        (op.endsWith('~') ? value.split('|') : [value]).every((each) => known.get(label)?.has(each))
          ? []
          : [`${metric}{${label}${op}${value}}`],
      );
    }),
    ...[...grouping, ...shown].filter((label) => !labels.has(label)),
  ];
}

test('the dashboard asks for nothing that a gateway does not expose', async () => {
  const dashboard: Dashboard = JSON.parse(await deployed('grafana/tricord.json'));
  const targets = dashboard.panels.flatMap(({ targets = [] }) => targets);
  expect(targets.length).toBeGreaterThan(30);
  for (const { expr, legendFormat } of targets) {
    expect([expr, missing(expanded(expr), legendFormat)]).toEqual([expr, []]);
  }
  for (const { expr } of dashboard.annotations.list) expect(missing(expanded(expr))).toEqual([]);
  const variables = dashboard.templating.list.map(({ definition = '' }) => definition);
  const [, metric = ''] = /label_values\((\w+), instance\)/.exec(variables.join()) ?? [];
  expect(metrics.has(metric)).toBe(true);
});

test('the alerts ask for nothing that a gateway does not expose, and each says what is wrong', async () => {
  const { groups } = parse(await deployed('prometheus/tricord.rules.yml')) as {
    groups: readonly { rules: readonly Rule[] }[];
  };
  const rules = groups.flatMap(({ rules }) => rules);
  expect(rules.length).toBeGreaterThan(20);
  for (const { alert, expr, labels, annotations } of rules) {
    expect([alert, missing(expr, ...Object.values(annotations))]).toEqual([alert, []]);
    expect([alert, labels.severity]).toEqual([
      alert,
      expect.stringMatching(/^(critical|warning)$/),
    ]);
    expect([alert, annotations.summary]).toEqual([alert, expect.any(String)]);
  }
});

test('an expression that names what does not exist is noticed', () => {
  expect(missing('rate(tricord_nothing_total[5m])')).toEqual(['tricord_nothing_total']);
  expect(missing('sum by (color) (tricord_sessions_live)')).toEqual(['color']);
  expect(missing('tricord_recordings_ended_total{result="lost"}')).toEqual([
    'tricord_recordings_ended_total{result=lost}',
  ]);
  expect(() => parsePromql('sum(')).toThrow('not PromQL');
});
