import { judgeMailFault, mailAnswer } from './mail-fault.js';

const fault = (properties: object) => Object.assign(new Error('it failed'), properties);

describe(judgeMailFault.name, () => {
  it.each<[string, object, string]>([
    ['nobody listens', { code: 'ESOCKET', syscall: 'connect', command: 'CONN' }, 'LATER'],
    ['the name does not resolve', { code: 'EDNS', command: 'CONN' }, 'LATER'],
    ['no greeting came', { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }, 'LATER'],
    ['the password is wrong', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'LATER'],
    ['the sender is refused', { code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }, 'LATER'],
    ['the address is greylisted', { code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO' }, 'LATER'],
    ['the address is unknown', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'REFUSED'],
    ['the address cannot be written', { code: 'EENVELOPE', command: 'API' }, 'REFUSED'],
    ['the message is refused', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'REFUSED'],
    ['the server has no room', { code: 'EMESSAGE', responseCode: 452, command: 'DATA' }, 'LATER'],
    ['the server fell silent', { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }, 'UNCERTAIN'],
    ['the connection broke', { code: 'ECONNECTION', command: 'CONN' }, 'UNCERTAIN'],
    ['something else failed', {}, 'UNCERTAIN'],
  ])('when %s', (_condition, properties, expected) => {
    expect(judgeMailFault(fault(properties))).toBe(expected);
  });
});

describe(mailAnswer.name, () => {
  it('is one short line', () => {
    expect(mailAnswer(fault({ response: `550 no\r\n such ${'user '.repeat(100)}` }))).toMatch(
      /^550 no such user .{1,290}$/,
    );
  });
});
