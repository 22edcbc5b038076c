import { type Client, createClient, type Role } from '@coupa-connector/protocol'

/** Somebody who is signed in to the hub. */
export interface HubPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Calls the API with the person's session. */
  readonly client: Client
  /** The session's cookie, to be put into a browser; undefined before somebody is signed in. */
  cookie(): { readonly name: string; readonly value: string } | undefined
}

/** Somebody who calls the hub as its own pages do, and keeps the cookies that it sets. */
export function createHubPerson(url: string, person: Omit<HubPerson, 'client' | 'cookie'>): HubPerson {
  const cookies = new Map<string, string>()
  const send: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', url)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(input, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }
  return {
    ...person,
    client: createClient({ hubUrl: url, fetch: send }),
    cookie: () => {
      const [found] = [...cookies].filter(([name]) => name.endsWith('session'))
      return found && { name: found[0], value: found[1] }
    },
  }
}
