import type { Connection, ConnectionFieldDescription } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { changedParts, conflictsBetween, mergeForms } from '../../versioned-form/form-shape.ts'
import {
  type ConnectionForm,
  chosenType,
  connectionFormShape,
  editForm,
  emptyForm,
  type FormAction,
  formOf,
  isNeeded,
  isUsed,
  patchOf,
  tabsOf,
  targetOf,
} from './connection-form.ts'

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
const base = formOf(stored)
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

const edit = (...actions: readonly FormAction[]): ConnectionForm => actions.reduce(editForm, base)
const changed = (form: ConnectionForm) => changedParts(connectionFormShape, base, form)

describe('a form', () => {
  it('is not changed as it was loaded, and not when a change is taken back', () => {
    const there = edit(type('url', 'https://other.coupahost.com/api'))
    const back = edit(type('url', 'https://other.coupahost.com/api'), type('url', 'https://acme.coupahost.com/api'))

    expect([base, there, back].map((form) => changed(form).length)).toEqual([0, 1, 0])
  })

  it('holds an empty field and one that is not there for the same', () => {
    expect(changed(edit(type('scope', '')))).toEqual([])
  })

  it('is changed by a secret that was set again or cleared', () => {
    const again = edit({ type: 'secret', name: 'clientSecret', secret: secret('s-2') })
    const cleared = edit({ type: 'secret', name: 'clientSecret', secret: undefined })

    expect([again, cleared].map((form) => changed(form).length)).toEqual([1, 1])
    expect(patchOf(base, again)).toEqual({ secrets: { clientSecret: 's-2' } })
    expect(patchOf(base, cleared)).toEqual({ secrets: { clientSecret: null } })
  })

  it('sends only what was changed, and all fields when one was', () => {
    const named = edit({ type: 'text', key: 'name', value: 'Other' })
    const typed = [type('clientId', 'client-2'), type('scope', ' ')].reduce(editForm, named)

    expect(patchOf(base, named)).toEqual({ name: 'Other' })
    expect(patchOf(base, typed)).toEqual({
      name: 'Other',
      fields: { url: 'https://acme.coupahost.com/api', clientId: 'client-2' },
    })
  })

  it('keeps what was typed for the other authentication type', () => {
    const switched = edit(type('authenticationType', 'api-key'))

    expect(switched.fields.clientId).toBe('client-1')
    expect(switched.secrets.clientSecret?.handle).toBe('s-1')
  })
})

describe('two people at one connection', () => {
  const theirs = formOf({ ...stored, name: 'Acme EU', fields: { ...stored.fields, clientId: 'theirs' } })
  const clashing = (mine: ConnectionForm) => conflictsBetween(connectionFormShape, { base, mine, theirs })
  const merged = (mine: ConnectionForm) => mergeForms(connectionFormShape, { base, mine, theirs })

  it('are both heard where they changed different things', () => {
    const mine = edit(type('scope', 'core.common.read'))

    expect(clashing(mine)).toEqual([])
    expect(merged(mine)).toMatchObject({ name: 'Acme EU', fields: { clientId: 'theirs', scope: 'core.common.read' } })
    expect(patchOf(theirs, merged(mine))).toEqual({ fields: merged(mine).fields })
  })

  it('are told what they changed differently, and nothing that was typed is lost', () => {
    const mine = edit(type('clientId', 'mine'), { type: 'labels', labels: ['apac'] })

    expect(clashing(mine)).toEqual([{ kind: 'field', name: 'clientId' }])
    expect(merged(mine)).toMatchObject({ labels: ['apac'], fields: { clientId: 'mine' } })
  })

  it('do not differ where they changed the same', () => {
    expect(clashing(edit(type('clientId', 'theirs')))).toEqual([])
  })

  it('keep a secret cleared that one of them cleared', () => {
    expect(merged(edit({ type: 'secret', name: 'clientSecret', secret: undefined })).secrets).toEqual({})
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
    const chosen = chosenType(emptyForm, declared)

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
    expect(targetOf({ base, form: base }, 'c-1')).toEqual({
      connection: 'c-1',
      fields: stored.fields,
      secrets: { clientSecret: 's-1' },
    })
  })

  it('does not get back from the stored connection a secret that was cleared', () => {
    const form = edit({ type: 'secret', name: 'clientSecret', secret: undefined })

    expect(targetOf({ base, form }, 'c-1')).toEqual({ fields: stored.fields, secrets: {} })
  })
})
