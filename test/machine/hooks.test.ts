/** Where a name leads is checked when it is connected to: no name, however it turns, leads a webhook inside. */
import { createServer, request as requestPlain } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createHook, isPublicAddress } from '../../worker/machine/hooks/node.ts'

const asked = { url: 'https://hooks.example.com/in', headers: {}, body: '{}', read: 10 }

describe('an address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a name', () => {
  async function inside() {
    let requests = 0
    const server = createServer((_, response) => {
      requests += 1
      response.end('secret')
    })
    let connections = 0
    server.on('connection', () => (connections += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return { port, seen: () => ({ requests, connections }), close: () => server.close() }
  }

  it('that leads inside the second time it is asked for gains nothing', async () => {
    const { port, seen, close } = await inside()
    const answers = ['93.184.216.34', '127.0.0.1', '127.0.0.1']
    let questions = 0
    const hook = createHook({
      resolve: async () => [{ address: answers[questions++] ?? '127.0.0.1', family: 4 }],
      // The public address is that of nobody here: the attempt ends by its time.
      open: (url, options, onAnswer) =>
        requestPlain({ ...options, host: url.hostname, port, path: '/' }, onAnswer),
      time: 300,
    })
    expect((await hook(asked)).status).toBe(0)
    // What was checked is what was connected to: nobody asked twice for one attempt.
    expect(questions).toBe(1)
    const second = await hook(asked)
    expect(second).toMatchObject({ status: 0, text: '' })
    expect(second.why).toContain('no public address')
    expect(seen()).toEqual({ requests: 0, connections: 0 })
    close()
  })

  it('that leads to one public and one private address is not connected to at all', async () => {
    const { port, seen, close } = await inside()
    const hook = createHook({
      resolve: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
      open: (url, options, onAnswer) =>
        requestPlain({ ...options, host: url.hostname, port, path: '/' }, onAnswer),
    })
    expect((await hook(asked)).why).toContain('no public address')
    expect(seen().connections).toBe(0)
    close()
  })

  it('that leads nowhere is a failure in words', async () => {
    const none = createHook({ resolve: async () => [] })
    expect((await none(asked)).why).toContain('no public address')
    const broken = createHook({ resolve: () => Promise.reject(new Error('queryA ENOTFOUND\nx')) })
    expect(await broken(asked)).toEqual({ status: 0, retryAfter: null, text: '', why: 'queryA ENOTFOUND x' })
  })

  it('redirects are not followed, and of an answer no more is read than is wanted', async () => {
    const { port, seen, close } = await inside()
    const server = createServer((_, response) => {
      response
        .writeHead(302, { location: `http://127.0.0.1:${port}/`, 'retry-after': '7' })
        .end('x'.repeat(1_000_000))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const there = server.address() as AddressInfo
    const hook = createHook({
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isPublic: () => true,
      open: (url, options, onAnswer) =>
        requestPlain({ ...options, host: url.hostname, port: there.port, path: '/' }, onAnswer),
    })
    expect(await hook(asked)).toEqual({ status: 302, retryAfter: '7', text: 'xxxxxxxxxx', why: '' })
    expect(seen().requests).toBe(0)
    server.closeAllConnections()
    server.close()
    close()
  })
})
