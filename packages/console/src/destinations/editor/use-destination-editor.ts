import type { DestinationType, FieldProblem } from '@coupa-connector/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { describeError, ProblemError } from '../../api/client.ts'
import type { FormSecret } from '../../secrets/form-secret.ts'
import { setSecret } from '../../secrets/set-secret.ts'
import { type FormConflict, useVersionedForm } from '../../versioned-form/use-versioned-form.ts'
import type { DestinationTarget, DestinationUse } from '../check/use-destination-check.ts'
import { createDestination, tellDestinationChanged, updateDestination } from '../destination-mutations.ts'
import { destinationKeys, type LoadedDestination } from '../destination-queries.ts'
import {
  type DestinationForm,
  type DestinationPart,
  destinationPatch,
  destinationShape,
  emptyDestination,
  formOfDestination,
  givenSettings,
  handlesOf,
  missingOf,
} from './destination-form.ts'

export interface DestinationEditorState {
  readonly base: DestinationForm
  readonly form: DestinationForm
  readonly isDirty: boolean
  /** Asked when the page is left. It is also right between a save and the next render. */
  readonly hasUnsaved: () => boolean
  readonly nameError: string | undefined
  /** What is wrong, by setting. */
  readonly errors: ReadonlyMap<string, string>
  /** What the last try to save ended with, unless it stands at a field. */
  readonly saveError: unknown
  readonly isSaving: boolean
  readonly refusals: number
  readonly conflict: FormConflict<DestinationForm, DestinationPart, LoadedDestination> | undefined
  /** What a check tries for a use; undefined while something is missing for it. */
  readonly targetFor: (use: DestinationUse) => DestinationTarget | undefined
  /** From here on everything is told that is missing for the use. */
  readonly showMissing: (use: DestinationUse) => void
  readonly edit: (change: (form: DestinationForm) => DestinationForm) => void
  readonly revert: () => void
  readonly setSecret: (name: string, value: string) => Promise<FormSecret>
  /** Resolves with what is stored then, or with undefined when it was refused, which is shown. */
  readonly save: () => Promise<LoadedDestination | undefined>
}

/** The form of a destination with everything around it: saving, checking, and noticing that somebody else saved. */
export function useDestinationEditor(
  account: string,
  stored: LoadedDestination | undefined,
  type: DestinationType,
): DestinationEditorState {
  const queryClient = useQueryClient()
  const [tried, setTried] = useState<{ readonly use: DestinationUse | undefined }>()
  const isSavedNow = useRef(false)
  const destination = stored?.destination
  const { kind } = type
  const { base, form, isChanged, conflict, error, ...editor } = useVersionedForm({
    shape: destinationShape,
    stored,
    formOf: (loaded: LoadedDestination) => formOfDestination(loaded.destination),
    initial: destination ? formOfDestination(destination) : emptyDestination,
    save: async ({ base, form, etag }) =>
      destination && etag !== undefined
        ? await updateDestination(account, destination.id, etag, destinationPatch(base, form))
        : await createDestination(account, {
            name: form.name.trim(),
            kind,
            settings: givenSettings(form),
            secrets: handlesOf(form),
          }),
    onSaved: async (saved) => {
      isSavedNow.current = true
      await tellDestinationChanged(queryClient, account, saved)
    },
    reload: async () => {
      if (destination) await queryClient.invalidateQueries({ queryKey: destinationKeys.one(account, destination.id) })
    },
  })
  const missing = missingOf(form, type)
  const refused: readonly FieldProblem[] = error instanceof ProblemError ? (error.problem.fields ?? []) : []
  const isNameTaken = error instanceof ProblemError && error.code === 'NAME_TAKEN'
  const errors = new Map([
    ...(tried ? missingOf(form, type, tried.use) : []),
    ...refused.map(({ field, message, suggestion }): [string, string] => [
      field.replace(/^body\.(?:settings|secrets)\./, ''),
      [message, suggestion].filter(Boolean).join(' '),
    ]),
  ])
  const isNameMissing = tried !== undefined && form.name.trim() === ''

  return {
    base,
    form,
    isDirty: isChanged,
    hasUnsaved: () => isChanged && !isSavedNow.current,
    nameError: isNameMissing ? 'Enter a name.' : isNameTaken ? describeError(error).message : undefined,
    errors,
    saveError: isNameTaken ? null : error,
    isSaving: editor.isSaving,
    refusals: editor.refusals,
    conflict,
    targetFor: (use) =>
      missingOf(form, type, use).size > 0 ? undefined : targetOf({ base, form }, destination?.id, kind),
    showMissing: (use) => setTried({ use }),
    edit: (change) => {
      isSavedNow.current = false
      editor.edit(change)
    },
    revert: editor.revert,
    setSecret: async (name, value) => await setSecret(account, { field: name, value, destinationKind: kind }),
    save: async () => {
      setTried({ use: undefined })
      const [first] = form.name.trim() === '' ? ['name'] : [...missing.keys()]
      if (first === undefined) return await editor.save()
      document.getElementById(first === 'name' ? 'destination-name' : `setting-${first}`)?.focus()
      return undefined
    },
  }
}

/** The form as it is. A stored destination would add its own secrets, so it is left out once one of them was cleared. */
function targetOf(
  { base, form }: { readonly base: DestinationForm; readonly form: DestinationForm },
  destination: string | undefined,
  kind: string,
): DestinationTarget {
  const isCleared = Object.keys(base.secrets).some((name) => form.secrets[name] === undefined)
  return {
    ...(destination === undefined || isCleared ? { kind } : { destination }),
    settings: givenSettings(form),
    secrets: handlesOf(form),
  }
}
