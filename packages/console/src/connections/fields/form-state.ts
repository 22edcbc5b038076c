import type { Connection, ConnectionFieldDescription } from '@coupa-connector/protocol'
import type { ConnectionContent } from '../connection-queries.ts'

/** A secret of the form: that it is set, never what it is. */
export interface FormSecret {
  readonly handle: string
  readonly setAt: string
  readonly setBy: string
}

/** All that a person can change of a connection. Fields that are not there count as empty. */
export interface ConnectionForm {
  readonly name: string
  readonly description: string
  readonly folder: string
  readonly labels: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, FormSecret>>
}

/** A form beside what it was made from. */
export interface FormState {
  /** As it is stored, as far as the page knows. */
  readonly base: ConnectionForm
  readonly form: ConnectionForm
  /** Tag of the version in `base`; undefined while nothing is stored. */
  readonly etag: string | undefined
  readonly revision: number
}

export type FormAction =
  | { readonly type: 'text'; readonly key: 'name' | 'description' | 'folder'; readonly value: string }
  | { readonly type: 'labels'; readonly labels: readonly string[] }
  | { readonly type: 'field'; readonly name: string; readonly value: string }
  | { readonly type: 'secret'; readonly name: string; readonly secret: FormSecret | undefined }
  | { readonly type: 'revert' }
  /** Takes what is stored and drops what was typed. */
  | { readonly type: 'load'; readonly stored: Connection; readonly etag: string }
  /** What was sent is stored now; what was typed since then stays. */
  | { readonly type: 'saved'; readonly sent: ConnectionForm; readonly stored: Connection; readonly etag: string }
  /** Somebody else saved: takes over their changes, and keeps what was typed here. */
  | { readonly type: 'merge'; readonly stored: Connection; readonly etag: string }

export const emptyForm: ConnectionForm = { name: '', description: '', folder: '', labels: [], fields: {}, secrets: {} }

/** The state of a form for a new connection. */
export const newForm: FormState = { base: emptyForm, form: emptyForm, etag: undefined, revision: 0 }

/** The state of a form for what is stored. */
export function startForm(stored: Connection, etag: string): FormState {
  const base = formOf(stored)
  return { base, form: base, etag, revision: stored.revision }
}

/** Changes a form. */
export function changeForm(state: FormState, action: FormAction): FormState {
  const { base, form } = state
  switch (action.type) {
    case 'text':
      return { ...state, form: { ...form, [action.key]: action.value } }
    case 'labels':
      return { ...state, form: { ...form, labels: action.labels } }
    case 'field':
      return { ...state, form: { ...form, fields: { ...form.fields, [action.name]: action.value } } }
    case 'secret':
      return { ...state, form: { ...form, secrets: withEntry(form.secrets, action.name, action.secret) } }
    case 'revert':
      return { ...state, form: base }
    case 'load':
      return startForm(action.stored, action.etag)
    case 'saved': {
      const stored = formOf(action.stored)
      const merged = mergeForms(action.sent, form, stored)
      return { base: stored, form: merged, etag: action.etag, revision: action.stored.revision }
    }
    case 'merge': {
      const stored = formOf(action.stored)
      return { base: stored, form: mergeForms(base, form, stored), etag: action.etag, revision: action.stored.revision }
    }
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

/** The authentication type that is chosen; the name of the field is the connector's. */
export function chosenType(form: ConnectionForm, fields: readonly ConnectionFieldDescription[]): string {
  const field = fields.find(({ name }) => name === 'authenticationType')
  return field ? fieldValue(form, field) : ''
}

/** Whether a field takes effect with the chosen authentication type. */
export function isUsed(field: ConnectionFieldDescription, type: string): boolean {
  return field.usedWith.includes(type)
}

/** Whether a field must be given before the connection can be used: required, and without a default. */
export function isNeeded(field: ConnectionFieldDescription, type: string): boolean {
  return field.isRequired && isUsed(field, type)
}

/** The tabs, each with its fields, in the order of the declaration. */
export function tabsOf(
  fields: readonly ConnectionFieldDescription[],
): readonly { readonly name: string; readonly fields: readonly ConnectionFieldDescription[] }[] {
  return [...Map.groupBy(fields, ({ tab }) => tab)].map(([name, members]) => ({ name, fields: members }))
}

/** Whether anything would be lost if the page were left. */
export function isDirty({ base, form }: Pick<FormState, 'base' | 'form'>): boolean {
  return changedParts(base, form).length > 0
}

/** One thing of a form: one text, the labels, one field or one secret. */
export interface FormPart {
  readonly kind: 'text' | 'labels' | 'field' | 'secret'
  readonly name: string
}

/** What differs between two forms; fields that are empty and fields that are not there are the same. */
export function changedParts(from: ConnectionForm, to: ConnectionForm): readonly FormPart[] {
  return allParts(from, to).filter((part) => read(from, part) !== read(to, part))
}

/** What two people changed differently, starting from the same form. */
export function conflictsBetween(
  base: ConnectionForm,
  mine: ConnectionForm,
  theirs: ConnectionForm,
): readonly FormPart[] {
  const changed = changedParts(base, mine)
  return changedParts(base, theirs).filter(
    (part) =>
      changed.some(({ kind, name }) => kind === part.kind && name === part.name) &&
      read(mine, part) !== read(theirs, part),
  )
}

/** Takes what was changed in `mine` since `base`, and everything else from `theirs`. */
export function mergeForms(base: ConnectionForm, mine: ConnectionForm, theirs: ConnectionForm): ConnectionForm {
  const changed = changedParts(base, mine)
  const names = (kind: FormPart['kind']): string[] =>
    changed.filter((part) => part.kind === kind).map(({ name }) => name)
  const texts = names('text')
  const pick = (key: 'name' | 'description' | 'folder'): string => (texts.includes(key) ? mine[key] : theirs[key])
  return {
    name: pick('name'),
    description: pick('description'),
    folder: pick('folder'),
    labels: names('labels').length > 0 ? mine.labels : theirs.labels,
    fields: takeOver(theirs.fields, mine.fields, names('field')),
    secrets: takeOver(theirs.secrets, mine.secrets, names('secret')),
  }
}

/** What is sent to change what is stored: only what was changed; all fields together when one was. */
export function patchOf(base: ConnectionForm, form: ConnectionForm): ConnectionContent {
  const changed = changedParts(base, form)
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
 * What is checked and tested: the form as it stands. A stored connection adds its own secrets, which is why it is left out
 * once one of them was cleared.
 */
export function targetOf(
  { base, form }: Pick<FormState, 'base' | 'form'>,
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

function takeOver<Value>(
  theirs: Readonly<Record<string, Value>>,
  mine: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  return names.reduce((merged, name) => withEntry(merged, name, mine[name]), { ...theirs })
}

function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
  value: Value | undefined,
): Record<string, Value> {
  const rest = Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
  return value === undefined ? rest : { ...rest, [name]: value }
}
