import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SettingsError } from '../errors/settings-error.ts'
import { Secret } from '../secrets/secret.ts'
import { connectionFields } from './connection-fields.ts'
import { parseSettings, type SettingsInput } from './parse-settings.ts'

const oauth: SettingsInput = {
  url: 'https://acme.coupahost.com/api',
  clientId: 'client-7',
  clientSecret: 'kept-to-ourselves',
  scope: 'core.common.read core.invoice.read',
  accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
}

function problemsOf(input: SettingsInput) {
  try {
    parseSettings(input)
  } catch (error) {
    if (error instanceof SettingsError) return error.details.problems
    throw error
  }
  throw new Error('the settings were accepted')
}

describe('parseSettings', () => {
  test('takes complete OAuth 2.0 settings without a notice', () => {
    const { settings, notices } = parseSettings(oauth)

    expect(notices).toEqual([])
    expect(settings).toMatchObject({
      authenticationType: 'oauth2',
      url: 'https://acme.coupahost.com/api',
      clientId: 'client-7',
      scopes: ['core.common.read', 'core.invoice.read'],
      accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
      clientAuthentication: 'body',
    })
    expect(settings.authenticationType === 'oauth2' && settings.clientSecret.reveal()).toBe('kept-to-ourselves')
  })

  test('ignores the fields of the type that is not chosen, however wrong they are', () => {
    const { settings, notices } = parseSettings({
      authenticationType: 'API Key',
      url: 'https://acme.coupahost.com/api',
      token: 'abc123',
      accessTokenUrl: 'nonsense',
      scope: '"',
    })

    expect(settings).toEqual({
      authenticationType: 'api-key',
      url: 'https://acme.coupahost.com/api',
      token: expect.any(Secret),
    })
    expect(notices.map(({ kind }) => kind)).toEqual(['api-key-deprecated'])
  })

  test('names every missing field at once', () => {
    expect(problemsOf({}).map(({ field }) => field)).toEqual([
      'url',
      'clientId',
      'clientSecret',
      'scope',
      'accessTokenUrl',
    ])
    expect(problemsOf({ authenticationType: 'api-key' }).map(({ field }) => field)).toEqual(['url', 'token'])
  })

  test('suggests an Access Token URL from the URL and never takes it silently', () => {
    const [problem] = problemsOf({ ...oauth, accessTokenUrl: ' ' })

    expect(problem).toMatchObject({ field: 'accessTokenUrl', label: 'Access Token URL' })
    expect(problem?.suggestion).toContain('https://acme.coupahost.com/oauth2/token')
  })

  test.each(['OAuth 2.0', 'oauth2', undefined, ''])(
    'reads authentication type %j as OAuth 2.0',
    (authenticationType) => {
      expect(parseSettings({ ...oauth, authenticationType }).settings.authenticationType).toBe('oauth2')
    },
  )

  test.each(['OAuth2', 'apikey', 'api key', 'OAUTH2', 'basic'])(
    'refuses authentication type %j',
    (authenticationType) => {
      expect(problemsOf({ ...oauth, authenticationType })).toMatchObject([
        {
          field: 'authenticationType',
          given: authenticationType,
          suggestion: expect.stringContaining('api-key (API Key)'),
        },
      ])
    },
  )

  test('refuses any grant but Client Credentials', () => {
    expect(parseSettings({ ...oauth, grantType: 'Client Credentials' }).settings.authenticationType).toBe('oauth2')
    expect(problemsOf({ ...oauth, grantType: 'password' })).toMatchObject([{ field: 'grantType', given: 'password' }])
  })

  test('names an unknown field and never shows its value', () => {
    const input = { ...oauth, client_secret: 'canary-value' } as SettingsInput

    const problems = problemsOf(input)

    expect(problems).toMatchObject([{ field: 'client_secret', message: 'There is no field client_secret.' }])
    expect(JSON.stringify(problems)).not.toContain('canary')
  })

  test('refuses values that are not text', () => {
    const input = { ...oauth, clientId: 12 } as unknown as SettingsInput

    expect(problemsOf(input)).toMatchObject([{ field: 'clientId', message: 'Client ID is not text.' }])
  })
})

describe('URL', () => {
  test.each([
    ['https://acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['  https://acme.coupahost.com/api///\n', 'https://acme.coupahost.com/api'],
    ['HTTPS://ACME.CoupaHost.com:443/api/', 'https://acme.coupahost.com/api'],
    ['https://demo.coupacloud.com/api', 'https://demo.coupacloud.com/api'],
    ['https://procurement.example.org/coupa/api', 'https://procurement.example.org/coupa/api'],
    ['http://localhost:8080/api', 'http://localhost:8080/api'],
    ['http://127.8.9.1:80/api', 'http://127.8.9.1/api'],
    ['http://[::1]:9000/api/', 'http://[::1]:9000/api'],
  ])('takes %j as %j', (url, expected) => {
    expect(parseSettings({ ...oauth, url }).settings.url).toBe(expected)
  })

  test.each([
    ['http://acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['http://127.0.0.1.example.org/api', 'https://127.0.0.1.example.org/api'],
    ['http://10.0.0.1/api', 'https://10.0.0.1/api'],
    ['ftp://acme.coupahost.com/api', 'https://name.coupahost.com/api'],
    ['acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['localhost:8080/api', 'https://localhost:8080/api'],
    ['//acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['https:/acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api?x=1', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api?', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api#', 'https://acme.coupahost.com/api'],
    ['https://user:c4nary@acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['https://@acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['https:///api', 'https://name.coupahost.com/api'],
    ['https://acme coupahost.com/api', 'https://name.coupahost.com/api'],
    ['https://acme.coupahost.com/\tapi', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com https://other.coupahost.com', 'https://name.coupahost.com/api'],
    ['https://acme.coupahost.com\\api', 'https://name.coupahost.com/api'],
    ['https://acme.coupahost.com:99999/api', 'https://name.coupahost.com/api'],
  ])('refuses %j and suggests %s', (url, suggested) => {
    const problems = problemsOf({ ...oauth, url })

    expect(problems).toMatchObject([{ field: 'url', label: 'URL' }])
    expect(problems[0]?.suggestion).toContain(suggested)
    expect(JSON.stringify(problems)).not.toContain('c4nary')
  })

  test.each([
    ['https://acme.coupahost.com', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api/invoices', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/API', 'https://acme.coupahost.com/api'],
    ['https://proxy.example.org/coupa', 'https://proxy.example.org/coupa/api'],
  ])('points out that %s does not end in /api', (url, suggestedValue) => {
    const { settings, notices } = parseSettings({
      ...oauth,
      url,
      accessTokenUrl: `${new URL(url).origin}/oauth2/token`,
    })

    expect(settings.url).toBe(url)
    expect(notices).toMatchObject([{ kind: 'url-without-api', field: 'url', suggestedValue }])
  })

  test('points out an Access Token URL on another host', () => {
    const { notices } = parseSettings({ ...oauth, accessTokenUrl: 'https://other.coupahost.com/oauth2/token' })

    expect(notices).toMatchObject([{ kind: 'token-url-other-host', field: 'accessTokenUrl' }])
  })

  test('never accepts plain http to another machine', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http'] }), (url) => {
        expect(() => parseSettings({ ...oauth, url })).toThrow(SettingsError)
      }),
    )
  })

  test('gives the same value when its own value is parsed again', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'] }), fc.integer({ min: 0, max: 3 }), (url, slashes) => {
        const once = parseSettings({ ...oauth, url: url + '/'.repeat(slashes) }).settings.url

        expect(parseSettings({ ...oauth, url: once }).settings.url).toBe(once)
      }),
    )
  })
})

describe('Scope', () => {
  function scopesOf(scope: SettingsInput['scope'], convertScopeSeparators = false) {
    const { settings, notices } = parseSettings({ ...oauth, scope }, { convertScopeSeparators })
    return {
      scopes: settings.authenticationType === 'oauth2' ? settings.scopes : [],
      kinds: notices.map(({ kind }) => kind),
      suggested: notices.map(({ suggestedValue }) => suggestedValue),
    }
  }

  test('keeps case and order, and takes several blanks as one', () => {
    expect(scopesOf('Core.B.read   core.a.write')).toMatchObject({ scopes: ['Core.B.read', 'core.a.write'], kinds: [] })
  })

  test('collapses duplicates and says so', () => {
    expect(scopesOf('a.b b.c a.b')).toMatchObject({ scopes: ['a.b', 'b.c'], kinds: ['scope-duplicates'] })
  })

  test.each(['a.b,b.c', 'a.b, b.c', 'a.b\nb.c', 'a.b\r\nb.c,'])(
    'points out %j and suggests the conversion',
    (scope) => {
      expect(scopesOf(scope)).toMatchObject({ kinds: ['scope-separators'], suggested: ['a.b b.c'] })
      expect(scopesOf(scope, true)).toMatchObject({ scopes: ['a.b', 'b.c'], kinds: ['scope-separators-converted'] })
    },
  )

  test('sends commas verbatim unless conversion is asked for', () => {
    expect(scopesOf('a.b,b.c').scopes).toEqual(['a.b,b.c'])
  })

  test('takes a list', () => {
    expect(scopesOf(['a.b', 'b.c']).scopes).toEqual(['a.b', 'b.c'])
  })

  test.each(['"a.b"', 'a\\b', 'ä.b', ','])('refuses %j', (scope) => {
    expect(problemsOf({ ...oauth, scope })).toMatchObject([{ field: 'scope', given: scope }])
  })
})

describe('secrets', () => {
  test('lose the line break of a paste, with a notice', () => {
    const { settings, notices } = parseSettings({ ...oauth, clientSecret: ' p+/=&%: ä\n' })

    expect(settings.authenticationType === 'oauth2' && settings.clientSecret.reveal()).toBe('p+/=&%: ä')
    expect(notices).toMatchObject([{ kind: 'blanks-trimmed', field: 'clientSecret' }])
  })

  test.each(['first\nsecond-canary', 'zero\u200bwidth-canary', 'nul\u0000-canary'])(
    'are refused with control characters and not shown: %j',
    (clientSecret) => {
      const problems = problemsOf({ ...oauth, clientSecret })

      expect(problems).toMatchObject([{ field: 'clientSecret' }])
      expect(problems[0]).not.toHaveProperty('given')
      expect(inspect(new SettingsError({ problems }))).not.toContain('canary')
    },
  )

  test.each(['[secret]', '********', '••••••', '<Encrypted>'])(
    'are refused when only the placeholder was copied: %s',
    (clientSecret) => {
      expect(problemsOf({ ...oauth, clientSecret })).toMatchObject([{ field: 'clientSecret' }])
    },
  )

  test('are struck out when pasted into another field', () => {
    const error = (() => {
      try {
        return parseSettings({ ...oauth, url: 'kept-to-ourselves', accessTokenUrl: 'https://kept-to-ourselves@x/y' })
      } catch (thrown) {
        return thrown
      }
    })()

    expect(error).toBeInstanceOf(SettingsError)
    expect(inspect(error) + JSON.stringify(error)).not.toContain('kept-to-ourselves')
  })

  test('may be given as a secret', () => {
    const { settings } = parseSettings({ ...oauth, clientSecret: new Secret('wrapped') })

    expect(settings.authenticationType === 'oauth2' && settings.clientSecret.reveal()).toBe('wrapped')
    expect(inspect(settings) + JSON.stringify(settings)).not.toContain('wrapped')
  })

  test('API keys that cannot stand in a header are refused', () => {
    expect(problemsOf({ authenticationType: 'api-key', url: oauth.url, token: 'ключ' })).toMatchObject([
      { field: 'token' },
    ])
  })
})

describe('connectionFields', () => {
  test('offers no command line option for a secret', () => {
    for (const { isSecret, flag } of connectionFields) expect(isSecret && flag !== undefined).toBe(false)
  })

  test('names each environment variable and option once', () => {
    for (const key of ['environmentVariable', 'flag', 'name', 'label'] as const) {
      const given = connectionFields.map((field) => field[key]).filter((value) => value !== undefined)
      expect(new Set(given).size).toBe(given.length)
    }
  })
})
