import { describe, expect, it } from 'vitest'
import { flatShape } from './form-shape.ts'
import { isNewer, load, merge, startForm, takeSaved, type VersionedForm } from './versioned-form.ts'

interface Form {
  readonly name: string
  readonly limit: number
}

const shape = flatShape<Form>({ name: (name) => name.trim(), limit: String })
const start = startForm<Form>({ form: { name: 'Plant 7', limit: 20 }, etag: '"1"' })
const typed = (change: Partial<Form>, state = start): VersionedForm<Form> => ({
  ...state,
  form: { ...state.form, ...change },
})

describe('a form of something that others may change', () => {
  it('takes over what somebody else saved, and keeps what was typed', () => {
    const merged = merge(shape, typed({ name: 'Mine' }), { form: { name: 'Theirs', limit: 3 }, etag: '"2"' })

    expect(merged).toMatchObject({
      form: { name: 'Mine', limit: 3 },
      base: { name: 'Theirs', limit: 3 },
      etag: '"2"',
    })
  })

  it('drops what was typed when the other version is loaded', () => {
    const theirs = { name: 'Theirs', limit: 3 }

    expect(load(typed({ name: 'Mine' }), { form: theirs, etag: '"2"' })).toMatchObject({ form: theirs, base: theirs })
  })

  it('keeps what was typed while it was being saved', () => {
    const sent = typed({ name: 'Mine' })
    const saved = takeSaved(shape, typed({ limit: 5 }, sent), sent.form, {
      form: { name: 'Mine', limit: 20 },
      etag: '"2"',
    })

    expect(saved).toMatchObject({ form: { name: 'Mine', limit: 5 }, base: { name: 'Mine', limit: 20 }, etag: '"2"' })
  })

  it('takes the spelling of the hub for what was sent', () => {
    const sent = typed({ name: 'MINE' })
    const stored = { name: 'Mine', limit: 20 }

    expect(takeSaved(shape, sent, sent.form, { form: stored, etag: '"2"' }).form).toEqual(stored)
  })

  it('does not take an answer that comes late for a newer version', () => {
    const saved = takeSaved(shape, start, start.form, { form: start.form, etag: '"2"' })

    expect(['"1"', '"2"', '"3"'].map((etag) => isNewer(saved, etag))).toEqual([false, false, true])
  })
})
