import type { Config } from '#platform';
import { DEMO_PASSWORD } from '../../cli/src/demo/demo-accounts.js';

/** What a person who started the platform wants to know next. */
export function banner(url: string, config: Config, isFirst: boolean, elapsedMs: number): string {
  const lines = [
    `ASAN Franchise is ready after ${(elapsedMs / 1_000).toFixed(1)} s: ${url}`,
    '',
    `  API documentation   ${url}/api/docs`,
    `  health              ${url}/health/ready`,
    `  data                ${config.ASAN_DATA_DIR}`,
  ];
  if (config.demo) lines.push(...demoLines(url, isFirst));
  return [...lines, '', 'Ctrl-C stops everything; the data stays.'].join('\n');
}

function demoLines(url: string, isFirst: boolean): string[] {
  return [
    '',
    `  Demo accounts (all figures are synthetic), password ${DEMO_PASSWORD}`,
    '    director@hq.example  reviewer@hq.example  reviewer2@hq.example  desk@hq.example  legal@hq.example',
    '    assessor@hq.example  admin@hq.example  auditor@hq.example',
    '    coordinator.<cc>@partner.example  entry.<cc>@partner.example   for af et id pk ug uz',
    '',
    isFirst ? '  Try: satisfaction of October 2026 by partner, with what it was computed from' : '  Try:',
    `    TOKEN=$(curl -s ${url}/api/v1/auth/login -H 'content-type: application/json' \\`,
    `      -d '{"email":"director@hq.example","password":"${DEMO_PASSWORD}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')`,
    `    curl -s "${url}/api/v1/analytics/aggregate?indicator=SATISFACTION&period=2026-10&group=partner" -H "authorization: Bearer $TOKEN"`,
    `    curl -s "${url}/api/v1/programme/headline?asOf=2026-01-15" -H "authorization: Bearer $TOKEN"`,
  ];
}
