import type { Destination, DestinationType, EndUse } from '@coupa-connector/protocol'
import type { FormSecret } from '../../secrets/form-secret.ts'
import { changedParts, type FormShape } from '../../versioned-form/form-shape.ts'
import type { DestinationPatch } from '../destination-mutations.ts'

/** Everything that a person can change about a destination. Missing settings count as empty. */
export interface DestinationForm {
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, FormSecret>>
}

export const emptyDestination: DestinationForm = { name: '', settings: {}, secrets: {} }

/** One thing of a form. */
export interface DestinationPart {
  readonly kind: 'name' | 'setting' | 'secret'
  readonly name: string
}

export function formOfDestination({ name, settings, secrets }: Destination): DestinationForm {
  return { name, settings, secrets }
}

/** A form with one setting changed. */
export function withSetting(form: DestinationForm, name: string, value: string): DestinationForm {
  return { ...form, settings: { ...form.settings, [name]: value } }
}

/** A form with one secret set, or cleared. */
export function withSecret(form: DestinationForm, name: string, secret: FormSecret | undefined): DestinationForm {
  return { ...form, secrets: withEntry(form.secrets, name, secret) }
}

/** Settings that are empty and settings that are not there are the same. */
export const destinationShape: FormShape<DestinationForm, DestinationPart> = {
  parts: (...forms) => [
    { kind: 'name', name: 'name' },
    ...namesOf(forms.map(({ settings }) => settings)).map((name) => ({ kind: 'setting' as const, name })),
    ...namesOf(forms.map(({ secrets }) => secrets)).map((name) => ({ kind: 'secret' as const, name })),
  ],
  read: readPart,
  take: (form, { kind, name }, from) => {
    if (kind === 'name') return { ...form, name: from.name }
    if (kind === 'setting') return { ...form, settings: withEntry(form.settings, name, from.settings[name]) }
    return withSecret(form, name, from.secrets[name])
  },
}

/** A part for people; of a secret only whether it is set. */
export function showDestinationPart(form: DestinationForm, part: DestinationPart): string {
  if (part.kind !== 'secret') return readPart(form, part)
  return form.secrets[part.name] ? 'set' : ''
}

/** The name of a part, as the form labels it. */
export function labelOfPart({ kind, name }: DestinationPart, { settings }: DestinationType): string {
  return kind === 'name' ? 'Name' : (settings.find((setting) => setting.name === name)?.title ?? name)
}

/** The settings that hold something. */
export function givenSettings({ settings }: DestinationForm): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ''))
}

/** Handles by setting. */
export function handlesOf({ secrets }: DestinationForm): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([name, { handle }]) => [name, handle]))
}

/** What to send to change the stored destination: only what changed, and all settings together when one of them did. */
export function destinationPatch(base: DestinationForm, form: DestinationForm): DestinationPatch {
  const changed = changedParts(destinationShape, base, form)
  const secrets = changed.filter(({ kind }) => kind === 'secret')
  return {
    ...(changed.some(({ kind }) => kind === 'name') && { name: form.name.trim() }),
    ...(changed.some(({ kind }) => kind === 'setting') && { settings: givenSettings(form) }),
    ...(secrets.length > 0 && {
      secrets: Object.fromEntries(secrets.map(({ name }) => [name, form.secrets[name]?.handle ?? null])),
    }),
  }
}

/** What is missing before it can be saved, or be checked for a use, by setting. */
export function missingOf(
  form: DestinationForm,
  { settings }: DestinationType,
  use?: EndUse | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    settings
      .filter(({ name, isRequired, requiredFor, isSecret, default: usual }) => {
        if (use === undefined ? !isRequired : !requiredFor.includes(use)) return false
        return isSecret ? form.secrets[name] === undefined : (form.settings[name] ?? '').trim() === '' && usual === null
      })
      .map(({ name, title }) => [name, `Enter ${/^[A-Z]{2}/.test(title) ? title : title.toLowerCase()}.`]),
  )
}

function readPart(form: DestinationForm, { kind, name }: DestinationPart): string {
  if (kind === 'name') return form.name.trim()
  return kind === 'setting' ? (form.settings[name] ?? '') : (form.secrets[name]?.handle ?? '')
}

function namesOf(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))]
}

function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
  value: Value | undefined,
): Record<string, Value> {
  const rest = Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
  return value === undefined ? rest : { ...rest, [name]: value }
}
