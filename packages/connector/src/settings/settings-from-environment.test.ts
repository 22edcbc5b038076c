import { describe, expect, test } from 'vitest'
import { settingsFromEnvironment } from './settings-from-environment.ts'

describe('settingsFromEnvironment', () => {
  test('reads the documented variables and no others', () => {
    const environment = {
      COUPA_URL: 'https://acme.coupahost.com/api',
      COUPA_AUTHENTICATION_TYPE: 'oauth2',
      COUPA_CLIENT_ID: 'client-7',
      COUPA_CLIENT_SECRET: 'kept-to-ourselves',
      COUPA_SCOPE: 'core.common.read',
      COUPA_ACCESS_TOKEN_URL: 'https://acme.coupahost.com/oauth2/token',
      COUPA_TOKEN: 'key',
      COUPA_GRANT_TYPE: 'password',
      PATH: '/bin',
    }

    expect(settingsFromEnvironment(environment)).toEqual({
      url: 'https://acme.coupahost.com/api',
      authenticationType: 'oauth2',
      clientId: 'client-7',
      clientSecret: 'kept-to-ourselves',
      scope: 'core.common.read',
      accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
      token: 'key',
    })
  })
})
