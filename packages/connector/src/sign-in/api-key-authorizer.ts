import { UnauthorizedError } from '../errors/answer-errors.ts'
import type { ApiKeySettings } from '../settings/settings.ts'
import type { Authorization, Authorizer } from './token.ts'

/** Signs in with an API key (F-038): one header, no token endpoint, and a 401 is final. */
export function createApiKeyAuthorizer({ token, url }: ApiKeySettings): Authorizer {
  const authorization: Authorization = { headerName: 'x-coupa-api-key', headerValue: token }

  return {
    authorize: async ({ signal } = {}) => {
      signal?.throwIfAborted()
      return authorization
    },
    refused: async () => {
      throw new UnauthorizedError({ authenticationType: 'api-key', url })
    },
  }
}
