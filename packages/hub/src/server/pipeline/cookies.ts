import type { FastifyReply } from 'fastify'

/**
 * Always `HttpOnly`, `SameSite=Lax` and `Path=/`. Also `Secure` with the `__Host-` prefix, except on plain http to loopback.
 */
export interface ReplyCookie {
  readonly name: string
  /** Undefined takes the cookie away. */
  readonly value: string | undefined
  readonly maxAgeSeconds?: number | undefined
}

/** Names and attributes of the hub's cookies. */
export interface Cookies {
  /** The name as the browser knows it. */
  name(name: string): string
  set(reply: FastifyReply, cookie: ReplyCookie): void
}

/**
 * Over https every cookie has the `__Host-` prefix, so that no other host or path can set it. Browsers only accept such a
 * cookie when it is Secure, so plain http, which is for this machine only, uses other names.
 */
export function createCookies(origin: string): Cookies {
  const isSecure = origin.startsWith('https:')
  const prefix = isSecure ? '__Host-coupa_connector_' : 'coupa_connector_'
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  return {
    name: (name) => prefix + name,
    set: (reply, { name, value, maxAgeSeconds }) => {
      if (value === undefined) reply.clearCookie(prefix + name, attributes)
      else
        reply.setCookie(prefix + name, value, {
          ...attributes,
          ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
        })
    },
  }
}
