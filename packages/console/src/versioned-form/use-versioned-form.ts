import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ProblemError } from '../api/client.ts'
import { changedParts, conflictsBetween, type FormShape } from './form-shape.ts'
import { isNewer, load, merge, startForm, takeSaved, type VersionedForm } from './versioned-form.ts'

export interface VersionedFormOptions<Form, Part, Stored extends { readonly etag: string }> {
  readonly shape: FormShape<Form, Part>
  /** As it is known to be stored; undefined for something new. It may be asked again at any time. */
  readonly stored: Stored | undefined
  readonly formOf: (stored: Stored) => Form
  /** What stands in the form when it is first shown. */
  readonly initial: Form
  /** Sends what was changed. Throws `ProblemError` with `CHANGED_MEANWHILE` when `etag` is not the newest version. */
  readonly save: (change: Pick<VersionedForm<Form>, 'base' | 'form' | 'etag'>) => Promise<Stored>
  /** Tells the page what is stored now. */
  readonly onSaved: (saved: Stored) => Promise<void>
  /** Asks for what is stored, because somebody else saved. */
  readonly reload: () => Promise<void>
}

/** What somebody else saved while a form was changed here. */
export interface FormConflict<Form, Part, Stored> {
  readonly stored: Stored
  readonly theirs: Form
  /** What they changed. */
  readonly changed: readonly Part[]
  /** What of it was changed here too, to something else. */
  readonly clashing: readonly Part[]
  /** Takes over their changes and keeps what was typed here. */
  merge(): void
  /** Drops what was typed here. */
  discard(): void
}

export interface VersionedFormState<Form, Part, Stored> {
  readonly base: Form
  readonly form: Form
  readonly isChanged: boolean
  readonly conflict: FormConflict<Form, Part, Stored> | undefined
  readonly isSaving: boolean
  /** Whether what stands in the form was just saved. */
  readonly isSaved: boolean
  /** What the last try to save ended with; null where the conflict says it. */
  readonly error: Error | null
  /** How often saving was refused, or failed. Each time, what says why comes into view. */
  readonly refusals: number
  edit(change: (form: Form) => Form): void
  revert(): void
  /** Resolves with what is stored then; with undefined when it was refused, which is shown. */
  save(): Promise<Stored | undefined>
}

/**
 * A form for something that others may change meanwhile. What somebody else saved is taken at once where nothing was
 * typed; else the person decides, and nothing that was typed is lost.
 */
export function useVersionedForm<Form, Part, Stored extends { readonly etag: string }>({
  shape,
  stored,
  formOf,
  initial,
  save,
  onSaved,
  reload,
}: VersionedFormOptions<Form, Part, Stored>): VersionedFormState<Form, Part, Stored> {
  const [state, setState] = useState(() => startForm({ form: initial, etag: stored?.etag }))
  const { base, form } = state
  const [refusals, setRefusals] = useState(0)
  const isChanged = changedParts(shape, base, form).length > 0
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async (saved, sent) => {
      setState((now) => takeSaved(shape, now, sent.form, { form: formOf(saved), etag: saved.etag }))
      await onSaved(saved)
    },
    onError: async (error) => {
      if (isConflict(error)) await reload()
      setRefusals((count) => count + 1)
    },
  })

  const newer = stored && isNewer(state, stored.etag) && !saving.isPending ? stored : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies(formOf): the same for one kind of form
  useEffect(() => {
    if (newer && !isChanged) setState((now) => load(now, { form: formOf(newer), etag: newer.etag }))
  }, [newer, isChanged])

  function conflictWith(theirStored: Stored): FormConflict<Form, Part, Stored> {
    const theirs = formOf(theirStored)
    const version = { form: theirs, etag: theirStored.etag }
    return {
      stored: theirStored,
      theirs,
      changed: changedParts(shape, base, theirs),
      clashing: conflictsBetween(shape, { base, mine: form, theirs }),
      merge: () => {
        saving.reset()
        setState((now) => merge(shape, now, version))
      },
      discard: () => {
        saving.reset()
        setState((now) => load(now, version))
      },
    }
  }

  return {
    base,
    form,
    isChanged,
    conflict: newer && isChanged ? conflictWith(newer) : undefined,
    isSaving: saving.isPending,
    isSaved: saving.isSuccess && !isChanged,
    error: isConflict(saving.error) ? null : saving.error,
    refusals,
    edit: (change) => {
      if (saving.error) saving.reset()
      setState((now) => ({ ...now, form: change(now.form) }))
    },
    revert: () => {
      saving.reset()
      setState((now) => ({ ...now, form: now.base }))
    },
    save: async () => await saving.mutateAsync(state).catch(() => undefined),
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'CHANGED_MEANWHILE'
}
