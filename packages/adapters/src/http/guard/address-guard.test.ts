import { describe, expect, it } from 'vitest'
import { addressGuard } from './address-guard.ts'

const nowhere = () => Promise.reject(new Error('nothing is to be resolved'))

describe('O11: an address that somebody else chose', () => {
  it.each([
    ['the metadata of a cloud', '169.254.169.254'], ['loopback', '127.0.0.1'], ['all of loopback', '127.8.8.8'], ['a decimal', '2130706433'], ['hexadecimal', '0x7f.1'], ['octal', '0177.0.0.1'],
    ['a short form', '127.1'], ['nothing', '0.0.0.0'], ['private, class A', '10.1.2.3'], ['private, class B', '172.16.0.1'], ['private, class C', '192.168.1.1'],
    ['behind a carrier', '100.64.0.1'], ['for tests', '198.18.0.1'], ['for documents', '203.0.113.1'], ['reserved', '240.0.0.1'], ['everybody', '255.255.255.255'], ['many', '224.0.0.1'],
    ['the host of Azure', '168.63.129.16'],
    ['IPv6 loopback', '[::1]'], ['IPv6 nothing', '[::]'], ['IPv4 in IPv6', '[::ffff:127.0.0.1]'], ['IPv4 in IPv6, in hexadecimal', '[::ffff:7f00:1]'], ['IPv4-compatible', '[::127.0.0.1]'],
    ['IPv4-compatible, private', '[::10.0.0.1]'], ['IPv4-translated', '[::ffff:0:127.0.0.1]'], ['unique local', '[fc00::1]'], ['the metadata of AWS', '[fd00:ec2::254]'], ['link-local', '[fe80::1]'],
    ['site-local', '[fec0::1]'], ['NAT64', '[64:ff9b::127.0.0.1]'], ['local NAT64', '[64:ff9b:1::7f00:1]'], ['6to4', '[2002:7f00:1::]'], ['Teredo', '[2001::1]'], ['IPv6 many', '[ff02::1]'],
    ['not handed out', '[4000::1]'], ['discarded', '[100::1]'],
  ])('O11: is refused if it is %s: %s', async (_, host) => {
    const written = new URL(`http://${host}/`).hostname
    for (const one of [host, written]) {
      expect(await addressGuard({ resolve: nowhere }).check(one)).toMatchObject({
        kind: 'refused', problem: expect.stringContaining('is not public'), fix: expect.stringMatching(/httpAdapter\(\{ allow: \['[0-9a-f.:]+'\] \}\)/),
      })
    }
  })

  it.each([['8.8.8.8', '8.8.8.8'], ['134744072', '8.8.8.8'], ['[2606:4700::1111]', '2606:4700::1111'], ['[::ffff:8.8.8.8]', '8.8.8.8']])('is let through if it is public: %s', async (host, address) => {
    expect(await addressGuard({ resolve: nowhere }).check(host)).toEqual({ kind: 'allowed', addresses: [address] })
  })

  it('O11: is refused if one of its answers is private, and says which', async () => {
    const guard = addressGuard({ resolve: async () => ['8.8.8.8', '::ffff:10.0.0.7'] })
    expect(await guard.check('agents.test')).toEqual({
      kind: 'refused', problem: 'The address 10.0.0.7, to which "agents.test" leads, is not public (private): it is not connected to.',
      fix: "If it is meant, whoever runs this installation allows it, outside of any agent's configuration: httpAdapter({ allow: ['10.0.0.7'] }).",
    })
  })

  it('O11: is refused if a resolver answers with what is no address', async () => {
    expect(await addressGuard({ resolve: async () => ['8.8.8.8', 'localhost'] }).check('agents.test')).toMatchObject({ kind: 'unresolved' })
    expect(await addressGuard({ resolve: async () => [] }).check('agents.test')).toMatchObject({ kind: 'unresolved' })
  })
})

describe('what an installation allows', () => {
  const guard = addressGuard({
    allow: ['127.0.0.1', '10.1.0.0/16', 'fd00:1::/32', 'Agents.Internal.', 'metadata.internal'],
    resolve: async host => (host.startsWith('metadata') ? ['169.254.169.254'] : ['192.168.7.7']),
  })

  it.each(['127.0.0.1', '2130706433', '[::ffff:127.0.0.1]', '10.1.255.255', '[fd00:1::7]', 'agents.internal', 'AGENTS.INTERNAL.'])('is reached: %s', async host => {
    expect(await guard.check(host)).toMatchObject({ kind: 'allowed' })
  })

  it.each(['127.0.0.2', '10.2.0.1', '[fd00:2::7]', '[::1]', 'other.internal', 'x.agents.internal'])('reaches no further: %s', async host => {
    expect(await guard.check(host)).toMatchObject({ kind: 'refused' })
  })

  it('O11: does not lead to where a cloud keeps its credentials by a name alone', async () => {
    expect(await guard.check('metadata.internal')).toMatchObject({ kind: 'refused', problem: expect.stringContaining('linkLocal') })
  })

  it('resolves names as this machine does, if it is not told otherwise', async () => {
    expect(await addressGuard().check('localhost')).toMatchObject({ kind: 'refused', problem: expect.stringContaining('loopback') })
    expect(await addressGuard({ allow: ['localhost'] }).check('localhost')).toMatchObject({ kind: 'allowed' })
  })
})
