/** The part of oidc-provider that the tests use; the package brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export default class Provider {
    constructor(issuer: string, configuration: object)
    /** Tokens of the client credentials grant; finds one by its value. */
    readonly ClientCredentials: { find(token: string): Promise<object | undefined> }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  }
}
