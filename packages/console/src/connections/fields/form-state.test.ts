import type { Connection, ConnectionFieldDescription } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import {
  changeForm,
  chosenType,
  conflictsBetween,
  type FormState,
  formOf,
  isDirty,
  isNeeded,
  isUsed,
  newForm,
  patchOf,
  startForm,
  tabsOf,
  targetOf,
} from './form-state.ts'

const secret = (handle: string) => ({ handle, setAt: '2026-11-01T00:00:00.000Z', setBy: 'Ada' })
const stored = {
  id: 'c-1',
  name: 'Acme',
  description: '',
  folder: '',
  labels: ['eu'],
  fields: { url: 'https://acme.coupahost.com/api', clientId: 'client-1' },
  secrets: { clientSecret: secret('s-1') },
  revision: 1,
} as unknown as Connection
const edited = { ...stored, revision: 2 }
const start = (): FormState => startForm(stored, '"1"')
const type = (name: string, value: string) => ({ type: 'field', name, value }) as const

const declare = (name: string, given: Partial<ConnectionFieldDescription> = {}): ConnectionFieldDescription => ({
  name,
  label: name,
  tab: 'Connection',
  usedWith: ['oauth2', 'api-key'],
  isRequired: true,
  isSecret: false,
  defaultValue: null,
  choices: null,
  help: '',
  example: null,
  ...given,
})
const declared = [
  declare('url'),
  declare('authenticationType', { isRequired: false, defaultValue: 'oauth2' }),
  declare('token', { usedWith: ['api-key'], isSecret: true }),
  declare('clientId', { usedWith: ['oauth2'], tab: 'OAuth 2.0' }),
]

describe('a form', () => {
  it('is not dirty as it was loaded, and not when a change is taken back', () => {
    const changed = changeForm(start(), type('url', 'https://other.coupahost.com/api'))
    const back = changeForm(changed, type('url', 'https://acme.coupahost.com/api'))

    expect([start(), changed, back].map(isDirty)).toEqual([false, true, false])
  })

  it('holds an empty field and one that is not there for the same', () => {
    expect(isDirty(changeForm(start(), type('scope', '')))).toBe(false)
  })

  it('is dirty by a secret that was set again or cleared', () => {
    const again = changeForm(start(), { type: 'secret', name: 'clientSecret', secret: secret('s-2') })
    const cleared = changeForm(start(), { type: 'secret', name: 'clientSecret', secret: undefined })

    expect([again, cleared].map(isDirty)).toEqual([true, true])
    expect(patchOf(again.base, again.form)).toEqual({ secrets: { clientSecret: 's-2' } })
    expect(patchOf(cleared.base, cleared.form)).toEqual({ secrets: { clientSecret: null } })
  })

  it('goes back to what is stored', () => {
    const changed = changeForm(start(), { type: 'text', key: 'name', value: 'Other' })

    expect(changeForm(changed, { type: 'revert' })).toEqual(start())
  })

  it('sends only what was changed, and all fields when one was', () => {
    const named = changeForm(start(), { type: 'text', key: 'name', value: 'Other' })
    const typed = changeForm(changeForm(named, type('clientId', 'client-2')), type('scope', ' '))

    expect(patchOf(named.base, named.form)).toEqual({ name: 'Other' })
    expect(patchOf(typed.base, typed.form)).toEqual({
      name: 'Other',
      fields: { url: 'https://acme.coupahost.com/api', clientId: 'client-2' },
    })
  })

  it('keeps what was typed for the other authentication type', () => {
    const switched = changeForm(start(), type('authenticationType', 'api-key'))

    expect(switched.form.fields.clientId).toBe('client-1')
    expect(switched.form.secrets.clientSecret?.handle).toBe('s-1')
  })

  it('keeps what was typed while it was being saved', () => {
    const sent = changeForm(start(), type('clientId', 'client-2'))
    const typedOn = changeForm(sent, type('scope', 'core.common.read'))
    const answer = { ...edited, fields: { ...stored.fields, clientId: 'client-2' } }

    const saved = changeForm(typedOn, { type: 'saved', sent: sent.form, stored: answer, etag: '"2"' })

    expect(saved.form.fields).toEqual({ ...answer.fields, scope: 'core.common.read' })
    expect(saved).toMatchObject({ base: formOf(answer), etag: '"2"', revision: 2 })
  })

  it('takes the spelling of the hub for what was sent', () => {
    const sent = changeForm(start(), type('url', 'https://acme.coupahost.com/api/'))
    const saved = changeForm(sent, { type: 'saved', sent: sent.form, stored: edited, etag: '"2"' })

    expect(saved.form.fields.url).toBe('https://acme.coupahost.com/api')
    expect(isDirty(saved)).toBe(false)
  })
})

describe('two people at one connection', () => {
  const theirs = { ...edited, name: 'Acme EU', fields: { ...stored.fields, clientId: 'theirs' } }

  it('are both heard where they changed different things', () => {
    const mine = changeForm(start(), type('scope', 'core.common.read'))
    const merged = changeForm(mine, { type: 'merge', stored: theirs, etag: '"2"' })

    expect(conflictsBetween(mine.base, mine.form, formOf(theirs))).toEqual([])
    expect(merged.form).toMatchObject({ name: 'Acme EU', fields: { clientId: 'theirs', scope: 'core.common.read' } })
    expect(patchOf(merged.base, merged.form)).toEqual({ fields: merged.form.fields })
  })

  it('are told what they changed differently, and nothing that was typed is lost', () => {
    const mine = changeForm(start(), type('clientId', 'mine'))
    const merged = changeForm(mine, { type: 'merge', stored: theirs, etag: '"2"' })

    expect(conflictsBetween(mine.base, mine.form, formOf(theirs))).toEqual([{ kind: 'field', name: 'clientId' }])
    expect(merged.form.fields.clientId).toBe('mine')
  })

  it('do not differ where they changed the same', () => {
    const mine = changeForm(start(), type('clientId', 'theirs'))

    expect(conflictsBetween(mine.base, mine.form, formOf(theirs))).toEqual([])
  })

  it('keep a secret cleared that one of them cleared', () => {
    const mine = changeForm(start(), { type: 'secret', name: 'clientSecret', secret: undefined })

    expect(changeForm(mine, { type: 'merge', stored: theirs, etag: '"2"' }).form.secrets).toEqual({})
  })
})

describe('the declared fields', () => {
  it('stand on their tabs in the order of the declaration', () => {
    expect(tabsOf(declared).map(({ name, fields }) => [name, fields.map((field) => field.name)])).toEqual([
      ['Connection', ['url', 'authenticationType', 'token']],
      ['OAuth 2.0', ['clientId']],
    ])
  })

  it('are needed and used by the chosen type, whose default counts', () => {
    const chosen = chosenType(newForm.form, declared)

    expect(chosen).toBe('oauth2')
    expect(declared.filter((field) => isNeeded(field, chosen)).map(({ name }) => name)).toEqual(['url', 'clientId'])
    expect(declared.filter((field) => isUsed(field, 'api-key')).map(({ name }) => name)).toEqual([
      'url',
      'authenticationType',
      'token',
    ])
  })
})

describe('what is checked and tested', () => {
  it('is the form as it stands, with the secrets that the stored connection adds', () => {
    expect(targetOf(start(), 'c-1')).toEqual({
      connection: 'c-1',
      fields: stored.fields,
      secrets: { clientSecret: 's-1' },
    })
  })

  it('does not get back from the stored connection a secret that was cleared', () => {
    const cleared = changeForm(start(), { type: 'secret', name: 'clientSecret', secret: undefined })

    expect(targetOf(cleared, 'c-1')).toEqual({ fields: stored.fields, secrets: {} })
  })
})
