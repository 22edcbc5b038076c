import { type FormShape, mergeForms } from './form-shape.ts'

/** A form beside the version that it was made from. */
export interface VersionedForm<Form> {
  /** As it is stored, as far as the form knows. */
  readonly base: Form
  readonly form: Form
  /** Tag of the version in `base`; undefined while nothing is stored. */
  readonly etag: string | undefined
  /** Tags of the versions that were in `base` before. An answer that comes late may still hold one of them. */
  readonly passedEtags: readonly string[]
}

/** A form as it is stored. */
export interface StoredForm<Form> {
  readonly form: Form
  readonly etag: string
}

/** The state of a form for what is stored, or for something new. */
export function startForm<Form>({
  form,
  etag,
}: {
  readonly form: Form
  readonly etag: string | undefined
}): VersionedForm<Form> {
  return { base: form, form, etag, passedEtags: [] }
}

/** Whether somebody else saved what is stored after the form's own version. */
export function isNewer<Form>({ etag, passedEtags }: VersionedForm<Form>, storedEtag: string): boolean {
  return storedEtag !== etag && !passedEtags.includes(storedEtag)
}

/** Takes what is stored and drops what was typed. */
export function load<Form>(state: VersionedForm<Form>, stored: StoredForm<Form>): VersionedForm<Form> {
  return rebase(state, stored, stored.form)
}

/** Somebody else saved: takes over their changes, and keeps what was typed here. */
export function merge<Form, Part>(
  shape: FormShape<Form, Part>,
  state: VersionedForm<Form>,
  stored: StoredForm<Form>,
): VersionedForm<Form> {
  return rebase(state, stored, mergeForms(shape, { base: state.base, mine: state.form, theirs: stored.form }))
}

/** What was sent is stored now; what was typed since then stays. */
export function takeSaved<Form, Part>(
  shape: FormShape<Form, Part>,
  state: VersionedForm<Form>,
  sent: Form,
  stored: StoredForm<Form>,
): VersionedForm<Form> {
  return rebase(state, stored, mergeForms(shape, { base: sent, mine: state.form, theirs: stored.form }))
}

function rebase<Form>(state: VersionedForm<Form>, { form, etag }: StoredForm<Form>, next: Form): VersionedForm<Form> {
  const passedEtags = state.etag === undefined ? state.passedEtags : [...state.passedEtags, state.etag]
  return { base: form, form: next, etag, passedEtags }
}
