import type { Connection, ConnectionFieldDescription } from '@coupa-connector/protocol'
import type { FormSecret } from '../../secrets/form-secret.ts'
import { changedParts, type FormShape } from '../../versioned-form/form-shape.ts'
import type { VersionedForm } from '../../versioned-form/versioned-form.ts'
import type { ConnectionContent } from '../connection-mutations.ts'

/** Everything that a person can change about a connection. Missing fields count as empty. */
export interface ConnectionForm {
  readonly name: string
  readonly description: string
  readonly folder: string
  readonly labels: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, FormSecret>>
}

/** A change by hand. */
export type FormAction =
  | { readonly type: 'text'; readonly key: 'name' | 'description' | 'folder'; readonly value: string }
  | { readonly type: 'labels'; readonly labels: readonly string[] }
  | { readonly type: 'field'; readonly name: string; readonly value: string }
  | { readonly type: 'secret'; readonly name: string; readonly secret: FormSecret | undefined }

export const emptyForm: ConnectionForm = { name: '', description: '', folder: '', labels: [], fields: {}, secrets: {} }

/** Changes a form. */
export function editForm(form: ConnectionForm, action: FormAction): ConnectionForm {
  switch (action.type) {
    case 'text':
      return { ...form, [action.key]: action.value }
    case 'labels':
      return { ...form, labels: action.labels }
    case 'field':
      return { ...form, fields: { ...form.fields, [action.name]: action.value } }
    case 'secret':
      return { ...form, secrets: withEntry(form.secrets, action.name, action.secret) }
  }
}

/** What a person can change of what is stored. */
export function formOf({ name, description, folder, labels, fields, secrets }: Connection): ConnectionForm {
  return { name, description, folder, labels, fields, secrets }
}

/** The value of a field, with its default where there is none. */
export function fieldValue(form: ConnectionForm, field: ConnectionFieldDescription): string {
  return form.fields[field.name] || field.defaultValue || ''
}

/** The chosen authentication type. The connector defines the field's name. */
export function chosenType(form: ConnectionForm, fields: readonly ConnectionFieldDescription[]): string {
  const field = fields.find(({ name }) => name === 'authenticationType')
  return field ? fieldValue(form, field) : ''
}

/** Whether a field takes effect with the chosen authentication type. */
export function isUsed(field: ConnectionFieldDescription, type: string): boolean {
  return field.usedWith.includes(type)
}

/** Whether the connection needs this field before it can be used: the field is required and has no default. */
export function isNeeded(field: ConnectionFieldDescription, type: string): boolean {
  return field.isRequired && isUsed(field, type)
}

/** The tabs, each with its fields, in the order of the declaration. */
export function tabsOf(
  fields: readonly ConnectionFieldDescription[],
): readonly { readonly name: string; readonly fields: readonly ConnectionFieldDescription[] }[] {
  return [...Map.groupBy(fields, ({ tab }) => tab)].map(([name, members]) => ({ name, fields: members }))
}

/** One thing of a form: one text, the labels, one field or one secret. */
export interface FormPart {
  readonly kind: 'text' | 'labels' | 'field' | 'secret'
  readonly name: string
}

/** Fields that are empty and fields that are not there are the same. */
export const connectionFormShape: FormShape<ConnectionForm, FormPart> = { parts: allParts, read, take }

/** What to send to change the stored connection: only what changed, and all fields together when one of them did. */
export function patchOf(base: ConnectionForm, form: ConnectionForm): ConnectionContent {
  const changed = changedParts(connectionFormShape, base, form)
  const has = (kind: FormPart['kind'], name?: string): boolean =>
    changed.some((part) => part.kind === kind && (name === undefined || part.name === name))
  return {
    ...(has('text', 'name') && { name: form.name }),
    ...(has('text', 'description') && { description: form.description }),
    ...(has('text', 'folder') && { folder: form.folder }),
    ...(has('labels') && { labels: [...form.labels] }),
    ...(has('field') && { fields: givenFields(form) }),
    ...(has('secret') && {
      secrets: Object.fromEntries(
        changed.filter(({ kind }) => kind === 'secret').map(({ name }) => [name, form.secrets[name]?.handle ?? null]),
      ),
    }),
  }
}

/** The fields that hold something. */
export function givenFields({ fields }: ConnectionForm): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))
}

/**
 * What to check and test: the form as it is. A stored connection would add its own secrets, so it is left out once one of them
 * was cleared.
 */
export function targetOf(
  { base, form }: Pick<VersionedForm<ConnectionForm>, 'base' | 'form'>,
  connection: string | undefined,
): { connection?: string; fields: Record<string, string>; secrets: Record<string, string> } {
  const isCleared = Object.keys(base.secrets).some((name) => form.secrets[name] === undefined)
  return {
    ...(connection === undefined || isCleared ? {} : { connection }),
    fields: givenFields(form),
    secrets: Object.fromEntries(Object.entries(form.secrets).map(([name, { handle }]) => [name, handle])),
  }
}

function allParts(...forms: readonly ConnectionForm[]): FormPart[] {
  const of = (kind: 'field' | 'secret', names: string[]): FormPart[] =>
    [...new Set(names)].map((name) => ({ kind, name }))
  return [
    ...(['name', 'description', 'folder'] as const).map((name): FormPart => ({ kind: 'text', name })),
    { kind: 'labels', name: 'labels' },
    ...of(
      'field',
      forms.flatMap(({ fields }) => Object.keys(fields)),
    ),
    ...of(
      'secret',
      forms.flatMap(({ secrets }) => Object.keys(secrets)),
    ),
  ]
}

/** A part as text, to compare and to show; a secret as its handle. */
function read(form: ConnectionForm, { kind, name }: FormPart): string {
  if (kind === 'field') return form.fields[name] ?? ''
  if (kind === 'secret') return form.secrets[name]?.handle ?? ''
  if (kind === 'labels') return JSON.stringify(form.labels)
  return form[name as 'name' | 'description' | 'folder']
}

/** A part for people; of a secret only whether it is set. */
export function showPart(form: ConnectionForm, part: FormPart): string {
  if (part.kind === 'secret') return form.secrets[part.name] ? 'set' : ''
  return part.kind === 'labels' ? form.labels.join(', ') : read(form, part)
}

function take(form: ConnectionForm, { kind, name }: FormPart, from: ConnectionForm): ConnectionForm {
  if (kind === 'field') return { ...form, fields: withEntry(form.fields, name, from.fields[name]) }
  if (kind === 'secret') return { ...form, secrets: withEntry(form.secrets, name, from.secrets[name]) }
  if (kind === 'labels') return { ...form, labels: from.labels }
  return { ...form, [name]: from[name as 'name' | 'description' | 'folder'] }
}

function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
  value: Value | undefined,
): Record<string, Value> {
  const rest = Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
  return value === undefined ? rest : { ...rest, [name]: value }
}
