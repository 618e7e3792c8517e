/** A socket: the one way in which anything here listens. */
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Served {
  url: string
  port: number
  close(): Promise<void>
}

/** The answering half of an application. */
export type Answer = Hono['fetch']

export interface Socket {
  host: string
  /** 0 takes any free port. */
  port: number
}

/** Resolves when the socket listens. Closing waits for requests that are being answered. @throws Error of the socket */
export function listen(fetch: Answer, { host, port }: Socket): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch, hostname: host, port }, (info) => {
      const shown = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `http://${shown}:${info.port}`,
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}
