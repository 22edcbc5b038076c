import { describe, expect, it } from 'vitest'
import { checkConnectionOptions } from './connection-options.ts'
import { OptionsError } from './errors/request-errors.ts'
import { createRateLimiter } from './rate/rate-limiter.ts'
import { systemClock } from './runtime/clock.ts'
import { createMemoryTokenStore } from './sign-in/token-store.ts'

/** As a program without types would give them. */
function errorOf(options: unknown): OptionsError {
  try {
    Reflect.apply(checkConnectionOptions, undefined, [options])
  } catch (error) {
    if (error instanceof OptionsError) return error
    throw error
  }
  throw new Error('the options were taken')
}

describe('the options of a connection', () => {
  it('may all be given', () => {
    const log = console
    expect(() =>
      checkConnectionOptions({
        id: 'production',
        format: 'xml',
        rate: { perSecond: 10, burst: 10 },
        tokenStore: createMemoryTokenStore(),
        deadlineMs: 1000,
        log,
        clock: systemClock,
        random: Math.random,
        userAgent: 'loader/1.0',
        timeouts: { connectMs: 0, totalMs: 10 },
        maxResponseBytes: 1,
        proxy: { https: 'http://proxy.example:3128' },
        environment: {},
        ca: ['-----BEGIN CERTIFICATE-----'],
        addressGuard: 'public-only',
      }),
    ).not.toThrow()
    expect(() => checkConnectionOptions({ rate: createRateLimiter(), proxy: 'none' })).not.toThrow()
  })

  it.each<[string, unknown, string]>([
    ['an unknown format', { format: 'yaml' }, 'format must be "json" or "xml", and is "yaml"'],
    ['a deadline in the past', { deadlineMs: -5 }, 'deadlineMs must be more than 0 milliseconds, and is -5'],
    ['a mistyped rate', { rate: { persecond: 5 } }, 'rate.persecond is not known; did you mean perSecond?'],
    ['a rate of nothing', { rate: { perSecond: 0 } }, 'rate.perSecond must be a number above 0'],
    ['half a limiter', { rate: { acquire: () => {} } }, 'rate must be a rate limiter with acquire, refused, succeeded'],
    ['a mistyped store', { tokenstore: {} }, 'tokenstore is not known; did you mean tokenStore?'],
    ['a store that stores nothing', { tokenStore: {} }, 'tokenStore must be a token store with read, write'],
    ['a guard that is a word too many', { addressGuard: 'yes' }, 'addressGuard must be "off" or "public-only"'],
    ['a timeout outside its group', { connectMs: 5 }, 'connectMs belongs in timeouts: {}'],
    ['a logger that is a function', { log: () => {} }, 'log must be a logger with debug, info, warn, error'],
    ['a header of two lines', { userAgent: 'a\r\nb: c' }, 'userAgent must be one line of ASCII'],
    [
      'a proxy that is a text',
      { proxy: 'http://user:canary@proxy' },
      'proxy must be "environment", "none" or addresses',
    ],
    ['options that are none', 'json', 'options must be an object'],
  ])('are refused with %s', (_, options, message) => {
    expect(errorOf(options).message).toContain(message)
  })

  it('are refused with every fault at once', () => {
    const { problems } = errorOf({ format: 'yaml', deadlineMs: -5, rate: { persecond: 5 }, tokenstore: {} }).details

    expect(problems.map(({ option }) => option)).toEqual(['format', 'deadlineMs', 'rate.persecond', 'tokenstore'])
  })

  it('are not repeated where they may hold a secret', () => {
    const canary = 'http://somebody:canary@proxy.example'

    expect(JSON.stringify(errorOf({ proxy: canary, proxi: { https: canary }, ca: canary }))).not.toContain('canary')
  })
})
