import type { ConnectionFieldDescription, FieldProblem, SettingsCheck } from '@coupa-connector/protocol'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { describeError, ProblemError } from '../../api/client.ts'
import { randomId } from '../../api/random-id.ts'
import type { FormSecret } from '../../secrets/form-secret.ts'
import { setSecret } from '../../secrets/set-secret.ts'
import { type FormConflict, useVersionedForm } from '../../versioned-form/use-versioned-form.ts'
import { createConnection, tellConnectionChanged, updateConnection } from '../connection-mutations.ts'
import {
  connectionKeys,
  type LoadedConnection,
  type SettingsToCheck,
  settingsCheckQuery,
} from '../connection-queries.ts'
import {
  type ConnectionForm,
  chosenType,
  connectionFormShape,
  editForm,
  emptyForm,
  type FormAction,
  type FormPart,
  formOf,
  patchOf,
  targetOf,
} from '../fields/connection-form.ts'
import { type FieldFindings, fieldNameOf, findingsOf } from '../fields/findings.ts'

export interface ConnectionEditorOptions {
  readonly account: string
  /** As it is known to be stored; undefined for a new one. */
  readonly stored: LoadedConnection | undefined
  readonly fields: readonly ConnectionFieldDescription[]
  readonly isReadOnly: boolean
}

export interface ConnectionEditorState {
  /** As it is stored, as far as the form knows. */
  readonly base: ConnectionForm
  readonly form: ConnectionForm
  readonly isDirty: boolean
  /** Asked when the page is left. It is also right between a save and the next render. */
  readonly hasUnsaved: () => boolean
  readonly type: string
  readonly findings: ReadonlyMap<string, FieldFindings>
  readonly nameError: string | undefined
  readonly check: SettingsCheck | undefined
  /** What the last try to save ended with, unless it stands at a field. */
  readonly saveError: unknown
  /** Why the form could not be checked; undefined when it was. */
  readonly checkError: unknown
  /** How often the hub refused to save, or did not answer. */
  readonly refusals: number
  readonly isSaving: boolean
  /** Somebody else's version that is not in the form yet. */
  readonly conflict: FormConflict<ConnectionForm, FormPart, LoadedConnection> | undefined
  readonly target: SettingsToCheck
  /** Id of the form, while it is not saved. */
  readonly draft: string
  readonly edit: (action: FormAction) => void
  readonly revert: () => void
  readonly touch: (name: string) => void
  readonly setSecret: (name: string, value: string) => Promise<FormSecret>
  /** Resolves with what is stored then, or with undefined when the hub refused, which is shown. */
  readonly save: () => Promise<LoadedConnection | undefined>
}

/** How long typing must pause before the hub is asked about the form. */
const checkAfterMs = 350

/** The form of a connection with everything around it: checking, saving, and noticing that somebody else saved. */
export function useConnectionEditor({
  account,
  stored,
  fields,
  isReadOnly,
}: ConnectionEditorOptions): ConnectionEditorState {
  const queryClient = useQueryClient()
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [hasTried, setTried] = useState(stored !== undefined)
  const [isNameMissing, setNameMissing] = useState(false)
  const isSavedNow = useRef(false)
  const [draft] = useState(randomId)
  const connection = stored?.connection
  const { base, form, isChanged, conflict, ...editor } = useVersionedForm({
    shape: connectionFormShape,
    stored,
    formOf: (loaded: LoadedConnection) => formOf(loaded.connection),
    initial: connection ? formOf(connection) : emptyForm,
    save: async ({ base, form, etag }) => {
      const content = patchOf(base, form)
      return connection && etag !== undefined
        ? await updateConnection(account, connection.id, etag, content)
        : await createConnection(account, { ...content, draft })
    },
    onSaved: async (saved) => {
      isSavedNow.current = true
      await tellConnectionChanged(queryClient, account, saved)
    },
    reload: async () => {
      if (connection) await queryClient.invalidateQueries({ queryKey: connectionKeys.one(account, connection.id) })
    },
  })
  const { error } = editor
  const target = targetOf({ base, form }, connection?.id)

  const [settled] = useDebouncedValue(JSON.stringify(target), checkAfterMs)
  const checking = useQuery({
    ...settingsCheckQuery(account, JSON.parse(settled) as SettingsToCheck),
    enabled: !isReadOnly,
  })
  const check = isReadOnly && connection ? checkOfNotices(connection.notices) : checking.data

  const refused: readonly FieldProblem[] = error instanceof ProblemError ? (error.problem.fields ?? []) : []
  const findings = findingsOf({ fields, form, check, refused, touched, isComplete: hasTried })
  const isNameTaken = error instanceof ProblemError && error.code === 'NAME_TAKEN'

  return {
    base,
    form,
    isDirty: isChanged,
    hasUnsaved: () => isChanged && !isSavedNow.current,
    type: chosenType(form, fields),
    findings,
    nameError:
      isNameMissing && form.name.trim() === ''
        ? 'Enter a name.'
        : isNameTaken
          ? describeError(error).message
          : refused.find(({ field }) => fieldNameOf(field) === 'name')?.message,
    check,
    saveError: isNameTaken ? null : error,
    checkError: checking.error ?? undefined,
    isSaving: editor.isSaving,
    refusals: editor.refusals,
    conflict,
    target,
    draft,
    edit: (action) => {
      isSavedNow.current = false
      editor.edit((now) => editForm(now, action))
    },
    revert: editor.revert,
    touch: (name) => setTouched((names) => (names.has(name) ? names : new Set([...names, name]))),
    setSecret: async (name, value) => await setSecret(account, { field: name, value }),
    save: async () => {
      setTried(true)
      if (form.name.trim() === '') {
        setNameMissing(true)
        document.getElementById('connection-name')?.focus()
        return undefined
      }
      return await editor.save()
    },
  }
}

/** What is stored says as notices what a check says as problems. */
function checkOfNotices(notices: LoadedConnection['connection']['notices']): SettingsCheck {
  return {
    problems: notices.filter(({ kind }) => kind === 'problem'),
    notices: notices.filter(({ kind }) => kind !== 'problem'),
    organization: null,
  }
}
