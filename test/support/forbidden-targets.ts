/** Addresses of this machine, its neighbours, the cloud's metadata and everything reserved, as four bytes. */
const INTERNAL: ReadonlyArray<readonly [number, number, number, number]> = [
  [127, 0, 0, 1],
  [127, 1, 2, 3],
  [0, 0, 0, 0],
  [10, 0, 0, 5],
  [100, 64, 0, 1],
  [169, 254, 169, 254],
  [172, 16, 0, 1],
  [172, 31, 255, 255],
  [192, 168, 1, 1],
  [198, 18, 0, 1],
  [224, 0, 0, 1],
  [255, 255, 255, 255],
];

const INTERNAL_V6 = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd12:3456:789a::1',
  'ff02::1',
  'ff0e::1',
  '2001:db8::1',
  '100::1',
  '2001:2::1',
  '2001:10::1',
  '3fff::1',
  '5f00::1',
  '4000::1',
];

const RESERVED_V4 = ['192.0.0.1', '192.0.2.1', '192.88.99.1', '198.51.100.1', '203.0.113.1', '240.0.0.1'];
const SCHEMES = ['http', 'ftp', 'gopher', 'file', 'ws', 'wss', 'data', 'dict', 'ldap', 'jar', 'blob'];
const PORTS = [1, 22, 80, 444, 3306, 5432, 6379, 8080, 8443, 65_535];
const PATHS = ['/', '/latest/meta-data/', '/?next=https://kpi.example.org/'];

/** Texts that must never become the target of a connector: several hundred, all written differently. */
export function forbiddenTargets(): string[] {
  const hosts = [...INTERNAL.flatMap(spellings), ...INTERNAL_V6.map(bracketed), ...RESERVED_V4];
  return [
    ...new Set([
      ...hosts.flatMap((host) => PATHS.slice(0, 2).map((path) => `https://${host}${path}`)),
      ...SCHEMES.flatMap((scheme) => PATHS.map((path) => `${scheme}://kpi.example.org${path}`)),
      ...PORTS.map((port) => `https://kpi.example.org:${port}/`),
      ...['u@', 'u:p@', ':p@', 'kpi.example.org@', '%40@'].map((user) => `https://${user}kpi.example.org/`),
      ...['u@', 'u:p@', 'kpi.example.org:443@'].map((user) => `https://${user}127.0.0.1/`),
      'https://①②⑦.⓪.⓪.①/',
      'https://１２７．０．０．１/',
      'https://127。0。0。1/',
      'https://127\u00ad.0.0.1/',
      'https:127.0.0.1',
      'https:\\\\127.0.0.1\\',
      'javascript:alert(1)',
      'mailto:kpi@example.org',
      '//127.0.0.1/',
      'https://',
      'https://:443/',
    ]),
  ];
}

const octal = (part: number) => `0${part.toString(8)}`;
const hex = (part: number) => `0x${part.toString(16)}`;

/** The spellings under which parsers, libraries and kernels take one IPv4 address. */
function spellings(bytes: readonly [number, number, number, number]): string[] {
  const [a, b, c, d] = bytes;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  return [
    bytes.join('.'),
    `${bytes.join('.')}.`,
    String(whole),
    hex(whole),
    octal(whole),
    bytes.map(octal).join('.'),
    bytes.map(hex).join('.'),
    `${octal(a)}.${hex(b)}.${c}.${d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    bytes.join('.').replace(/\d/g, (digit) => `%3${digit}`),
    ...translated(bytes).map(bracketed),
  ];
}

/** IPv6 addresses that carry an IPv4 one: mapped, compatible, translated, 6to4, Teredo, ISATAP. */
function translated([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const high = (a * 256 + b).toString(16);
  const low = (c * 256 + d).toString(16);
  const flipped = `${(0xffff ^ (a * 256 + b)).toString(16)}:${(0xffff ^ (c * 256 + d)).toString(16)}`;
  return [
    `::ffff:${a}.${b}.${c}.${d}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:ffff:${high}:${low}`,
    `::${a}.${b}.${c}.${d}`,
    `::${high}:${low}`,
    `::ffff:0:${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b::${a}.${b}.${c}.${d}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::1`,
    `2001:0:4136:e378:8000:63bf:${flipped}`,
    `fe80::5efe:${high}:${low}`,
  ];
}

function bracketed(address: string): string {
  return `[${address}]`;
}
