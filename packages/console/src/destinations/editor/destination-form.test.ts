import { describe, expect, it } from 'vitest'
import { mergeForms } from '../../versioned-form/form-shape.ts'
import { type DestinationForm, destinationPatch, destinationShape, missingOf, withSecret } from './destination-form.ts'

const secret = (handle: string) => ({ handle, setAt: '2026-01-01T00:00:00Z', setBy: 'Anna' })
const base: DestinationForm = {
  name: 'ERP inbox',
  settings: { host: 'sftp.example.com', user: 'coupa', port: '' },
  secrets: { password: secret('one') },
}

describe('what is sent of a destination', () => {
  it('is nothing for a setting that stays empty', () => {
    expect(destinationPatch(base, { ...base, settings: { host: 'sftp.example.com', user: 'coupa' } })).toEqual({})
  })

  it('is all settings when one changed, and never a secret that did not', () => {
    const form = { ...base, settings: { ...base.settings, host: 'other.example.com' } }

    expect(destinationPatch(base, form)).toEqual({ settings: { host: 'other.example.com', user: 'coupa' } })
  })

  it('removes a secret that was cleared', () => {
    expect(destinationPatch(base, withSecret(base, 'password', undefined))).toEqual({ secrets: { password: null } })
  })
})

it('keeps the host that I changed and takes the secret that somebody else set', () => {
  const mine = { ...base, settings: { ...base.settings, host: 'mine.example.com' } }
  const theirs = withSecret(base, 'password', secret('two'))

  const merged = mergeForms(destinationShape, { base, mine, theirs })

  expect([merged.settings.host, merged.secrets.password?.handle]).toEqual(['mine.example.com', 'two'])
})

it('names what is required and neither given nor usual', () => {
  const setting = { description: '', requiredFor: [], isSecret: false, isMultiline: false, choices: null }
  const type = {
    settings: [
      { ...setting, name: 'host', title: 'Host', isRequired: true, default: null },
      { ...setting, name: 'url', title: 'URL', isRequired: true, default: null },
      { ...setting, name: 'schema', title: 'Schema', isRequired: true, default: 'public' },
      { ...setting, name: 'folder', title: 'Folder', isRequired: false, requiredFor: ['deliver'], default: null },
    ],
  } as never

  const missing = missingOf({ name: '', settings: { host: ' ' }, secrets: {} }, type)

  expect([...missing]).toEqual([
    ['host', 'Enter host.'],
    ['url', 'Enter URL.'],
  ])
  expect([...missingOf({ name: '', settings: {}, secrets: {} }, type, 'deliver')]).toEqual([
    ['folder', 'Enter folder.'],
  ])
})
