import { type Route, routeIds, routes } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldMessage } from './field-message.ts'

describe('fieldMessage', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    [
      'a short password',
      z.object({ password: z.string().min(12) }),
      { password: 'short' },
      'Password must have at least 12 characters.',
    ],
    ['a cut token', z.object({ token: z.string().min(20) }), { token: 'cut' }, 'Token is incomplete. Copy all of it.'],
    [
      'an empty name',
      z.object({ accountName: z.string().min(1) }),
      { accountName: '' },
      'Account name must not be empty.',
    ],
    [
      'a number out of range',
      z.object({ lifetimeDays: z.number().max(366) }),
      { lifetimeDays: 400 },
      'Lifetime days must be at most 366.',
    ],
    ['words for a number', z.object({ limit: z.coerce.number() }), { limit: 'zero' }, 'Limit must be a number.'],
    [
      'a wrong choice',
      z.object({ role: z.enum(['viewer', 'builder']) }),
      { role: 'king' },
      'Role must be viewer or builder.',
    ],
    [
      'no address',
      z.object({ email: z.email() }),
      { email: 'ada' },
      'Email address must be an email address such as ada@example.com.',
    ],
    [
      'too many',
      z.object({ labels: z.array(z.string()).max(2) }),
      { labels: ['a', 'b', 'c'] },
      'Labels must have at most 2 items.',
    ],
    [
      'one of many',
      z.object({ labels: z.array(z.string().min(1)) }),
      { labels: ['a', ''] },
      'Labels, item 2 must not be empty.',
    ],
    [
      'a field of a form',
      z.object({ fields: z.object({ url: z.string() }) }),
      { fields: { url: 7 } },
      'Url must be text.',
    ],
    ['the whole body', z.object({}), [], 'The body must be an object.'],
  ])('says in words what is wrong with %s', (_what, schema, given, message) => {
    const [issue] = schema.safeParse(given).error?.issues ?? []
    expect(issue && fieldMessage(issue, 'body', false)).toBe(message)
  })

  it.each(routeIds)(
    'has a sentence, and no words of the library, for everything that can be wrong with %s',
    (routeId) => {
      const route: Route = routes[routeId]
      const odd = [
        {},
        [],
        7,
        null,
        deep(''),
        deep(-1),
        deep('x'.repeat(30_000)),
        deep([null]),
        deep({ a: null }),
        deep(null),
      ]
      for (const [part, schema] of [
        ['body', route.body],
        ['query', route.query],
        ['path', route.params],
      ] as const) {
        for (const given of schema ? odd : []) {
          for (const issue of schema?.safeParse(fill(schema, given)).error?.issues ?? []) {
            const message = fieldMessage(issue, part, false)
            expect(message).toMatch(/^[A-Z].*\.$/)
            expect(message).not.toMatch(/Invalid|expected|Too (?:small|big)|>=|<=|undefined/)
          }
        }
      }
    },
  )
})

/** Stands for an object that has the same value in every field. */
function deep(value: unknown): { readonly value: unknown } {
  return { value }
}

function fill(schema: z.ZodType, given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('value' in given)) return given
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : ['any']
  return Object.fromEntries(names.map((name) => [name, given.value]))
}
