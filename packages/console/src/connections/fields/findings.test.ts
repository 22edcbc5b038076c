import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { emptyForm } from './connection-form.ts'
import { fieldNameOf, findingsOf } from './findings.ts'

const declare = (name: string): ConnectionFieldDescription => ({
  name,
  label: name,
  tab: 'Connection',
  usedWith: ['oauth2'],
  isRequired: true,
  isSecret: name === 'clientSecret',
  defaultValue: null,
  choices: null,
  help: '',
  example: null,
})
const fields = ['url', 'clientSecret', 'accessTokenUrl'].map(declare)
const missing = (field: string) => ({ field, message: `${field} is missing.`, suggestion: 'Give it.' })
const nothing = {
  fields,
  form: emptyForm,
  check: undefined,
  refused: [],
  touched: new Set<string>(),
  isComplete: false,
}

describe('findingsOf', () => {
  it('does not begin with a wall of errors', () => {
    const found = findingsOf({ ...nothing, check: { problems: fields.map(({ name }) => missing(name)), notices: [] } })

    expect([...found.values()].filter(({ problem }) => problem !== undefined)).toEqual([])
  })

  it('speaks of what is missing where somebody has been, and everywhere after a try to save', () => {
    const check = { problems: fields.map(({ name }) => missing(name)), notices: [] }
    const withProblem = (given: Partial<typeof nothing>) =>
      [...findingsOf({ ...nothing, check, ...given })].flatMap(([name, { problem }]) => (problem ? [name] : []))

    expect(withProblem({ touched: new Set(['url']) })).toEqual(['url'])
    expect(withProblem({ isComplete: true })).toEqual(['url', 'clientSecret', 'accessTokenUrl'])
  })

  it('offers what belongs into an empty field before somebody has been there', () => {
    const suggestedValue = 'https://acme.coupahost.com/oauth2/token'
    const problems = [{ ...missing('accessTokenUrl'), suggestedValue }]

    expect(findingsOf({ ...nothing, check: { problems, notices: [] } }).get('accessTokenUrl')).toEqual({
      problem: undefined,
      notices: [{ message: 'Give it.', suggestedValue }],
    })
  })

  it('stops offering a value that has been taken', () => {
    const form = { ...emptyForm, fields: { url: 'https://acme.coupahost.com/api' } }
    const notices = [
      { field: 'url', kind: 'url-without-api', message: 'Without /api.', suggestedValue: form.fields.url },
    ]

    expect(findingsOf({ ...nothing, form, check: { problems: [], notices } }).get('url')?.notices).toEqual([])
  })

  it('shows at a secret why it has to be set again', () => {
    const refused = [{ field: 'body.secrets.clientSecret', message: 'Set it again.' }]

    const found = findingsOf({ ...nothing, refused, isComplete: true })

    expect(found.get('clientSecret')?.problem?.message).toBe('Set it again.')
  })
})

describe('fieldNameOf', () => {
  it.each([
    ['body.fields.url', 'url'],
    ['body.secrets.token', 'token'],
    ['body.name', 'name'],
    ['url', 'url'],
  ])('reads %s as %s', (path, name) => {
    expect(fieldNameOf(path)).toBe(name)
  })
})
