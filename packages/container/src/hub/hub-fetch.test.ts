import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createHubFetch, HubUnreachableError } from './hub-fetch.ts'

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('createHubFetch', () => {
  it('sends method, headers and body and gives back status, headers and body', async () => {
    await using server = await serve((request, response) => {
      let body = ''
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => {
        response.writeHead(201, { etag: '"1"', 'content-type': 'application/json' })
        response.end(JSON.stringify({ method: request.method, body, credential: request.headers.authorization }))
      })
    })
    await using hub = createHubFetch()

    const response = await hub.fetch(`${server.url}/x`, {
      method: 'POST',
      headers: { authorization: 'Bearer c', 'content-type': 'application/json' },
      body: '{"a":1}',
    })

    expect(response.status).toBe(201)
    expect(response.headers.get('etag')).toBe('"1"')
    expect(await response.json()).toEqual({ method: 'POST', body: '{"a":1}', credential: 'Bearer c' })
  })

  it('does not follow a redirect, and so takes no credential elsewhere', async () => {
    let requests = 0
    await using server = await serve((_request, response) => {
      requests++
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await using hub = createHubFetch()

    const response = await hub.fetch(server.url)

    expect([response.status, requests]).toEqual([302, 1])
  })

  it('goes through the proxy of the environment, unless NO_PROXY names the hub', async () => {
    await using server = await serve((_request, response) => response.end('direct'))
    await using proxy = await serve((request, response) => response.end(`proxied ${request.url}`))
    const environment = { HTTP_PROXY: proxy.url }
    await using behind = createHubFetch({ environment })
    await using exempt = createHubFetch({ environment: { ...environment, NO_PROXY: '127.0.0.0/8' } })

    expect(await (await behind.fetch(`${server.url}/x`)).text()).toBe(`proxied ${server.url}/x`)
    expect(await (await exempt.fetch(`${server.url}/x`)).text()).toBe('direct')
  })

  it('hands on a stream of events as they come, and says when it breaks', async () => {
    let breakOff = () => {}
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\n')
      breakOff = () => response.destroy()
    })
    await using hub = createHubFetch()

    const response = await hub.fetch(server.url, { headers: { accept: 'text/event-stream' } })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()

    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: 1\n\n')
    breakOff()
    await expect(reader.read()).rejects.toThrow(TypeError)
  })

  it('throws a TypeError that says what is wrong when nobody is there', async () => {
    const gone = await serve(() => {})
    await gone[Symbol.asyncDispose]()
    await using hub = createHubFetch()

    const call = hub.fetch(gone.url)

    await expect(call).rejects.toThrow(HubUnreachableError)
    await expect(call).rejects.toThrow(/refused/)
  })

  it("ends with the signal's own reason", async () => {
    await using server = await serve(() => {})
    await using hub = createHubFetch()
    const controller = new AbortController()
    const reason = new Error('enough')

    const call = hub.fetch(server.url, { signal: controller.signal })
    controller.abort(reason)

    await expect(call).rejects.toBe(reason)
  })

  it('gives up on a hub that takes the request and says nothing', async () => {
    await using server = await serve(() => {})
    await using hub = createHubFetch({ answerMs: 100 })

    await expect(hub.fetch(server.url)).rejects.toThrow(HubUnreachableError)
  })
})
