import type { ConnectionFieldDescription, FieldProblem, SettingsCheck } from '@coupa-connector/protocol'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useRef, useState } from 'react'
import { describeError, ProblemError } from '../../api/client.ts'
import {
  connectionQuery,
  createConnection,
  type LoadedConnection,
  type SettingsToCheck,
  setSecret,
  settingsCheckQuery,
  tellConnectionChanged,
  updateConnection,
} from '../connection-queries.ts'
import { type FieldFindings, fieldNameOf, findingsOf } from '../fields/findings.ts'
import {
  type ConnectionForm,
  changeForm,
  chosenType,
  type FormAction,
  type FormSecret,
  type FormState,
  isDirty,
  newForm,
  patchOf,
  startForm,
  targetOf,
} from '../fields/form-state.ts'

export interface ConnectionEditorOptions {
  readonly account: string
  /** As it is known to be stored; undefined for a new one. */
  readonly stored: LoadedConnection | undefined
  readonly fields: readonly ConnectionFieldDescription[]
  readonly isReadOnly: boolean
}

export interface ConnectionEditorState {
  readonly state: FormState
  readonly form: ConnectionForm
  readonly isDirty: boolean
  /** Asked when the page is left; also right between a save and the next drawing. */
  readonly hasUnsaved: () => boolean
  readonly type: string
  readonly findings: ReadonlyMap<string, FieldFindings>
  readonly nameError: string | undefined
  readonly check: SettingsCheck | undefined
  /** What the last try to save ended with, unless it stands at a field. */
  readonly saveError: unknown
  /** Why the form could not be checked; undefined when it was. */
  readonly checkError: unknown
  readonly isSaving: boolean
  /** Somebody else's version that is not in the form yet. */
  readonly theirs: LoadedConnection | undefined
  readonly target: SettingsToCheck
  readonly dispatch: (action: FormAction) => void
  readonly touch: (name: string) => void
  readonly setSecret: (name: string, value: string) => Promise<FormSecret>
  /** Resolves with what is stored then; with undefined when it was refused, which is shown. */
  readonly save: () => Promise<LoadedConnection | undefined>
}

/** How long nothing is typed before the hub is asked what it says of the form. */
const checkAfterMs = 350

/** The form of a connection with all that belongs to it: checking, saving, and noticing that somebody else saved. */
export function useConnectionEditor({
  account,
  stored,
  fields,
  isReadOnly,
}: ConnectionEditorOptions): ConnectionEditorState {
  const queryClient = useQueryClient()
  const [state, reduce] = useReducer(changeForm, stored, (given) =>
    given ? startForm(given.connection, given.etag) : newForm,
  )
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [hasTried, setTried] = useState(stored !== undefined)
  const [isNameMissing, setNameMissing] = useState(false)
  const isSavedNow = useRef(false)
  const { form } = state
  const connection = stored?.connection
  const target = targetOf(state, connection?.id)

  const [settled] = useDebouncedValue(JSON.stringify(target), checkAfterMs)
  const checking = useQuery({
    ...settingsCheckQuery(account, JSON.parse(settled) as SettingsToCheck),
    enabled: !isReadOnly,
  })
  const check = isReadOnly && connection ? checkOfNotices(connection.notices) : checking.data

  const saving = useMutation({
    mutationFn: async (sent: FormState) => {
      const content = patchOf(sent.base, sent.form)
      return connection && sent.etag !== undefined
        ? await updateConnection(account, connection.id, sent.etag, content)
        : await createConnection(account, content)
    },
    onSuccess: async (saved, sent) => {
      isSavedNow.current = true
      reduce({ type: 'saved', sent: sent.form, stored: saved.connection, etag: saved.etag })
      await tellConnectionChanged(queryClient, account, saved)
    },
    onError: async (error) => {
      if (!connection || !(error instanceof ProblemError) || error.code !== 'CHANGED_MEANWHILE') return
      await queryClient.invalidateQueries({ queryKey: connectionQuery(account, connection.id).queryKey })
    },
  })

  // What somebody else saved is taken at once where nothing was typed; else the person decides.
  const newer = connection && connection.revision > state.revision && !saving.isPending ? stored : undefined
  const isChanged = isDirty(state)
  useEffect(() => {
    if (newer && !isChanged) reduce({ type: 'load', stored: newer.connection, etag: newer.etag })
  }, [newer, isChanged])

  const refused: readonly FieldProblem[] =
    saving.error instanceof ProblemError ? (saving.error.problem.fields ?? []) : []
  const findings = findingsOf({ fields, form, check, refused, touched, isComplete: hasTried })
  const isNameTaken = saving.error instanceof ProblemError && saving.error.code === 'NAME_TAKEN'

  return {
    state,
    form,
    isDirty: isChanged,
    hasUnsaved: () => isChanged && !isSavedNow.current,
    type: chosenType(form, fields),
    findings,
    nameError:
      isNameMissing && form.name.trim() === ''
        ? 'Give the connection a name.'
        : saving.error && isNameTaken
          ? describeError(saving.error).message
          : refused.find(({ field }) => fieldNameOf(field) === 'name')?.message,
    check,
    saveError: isNameTaken || isConflict(saving.error) ? null : saving.error,
    checkError: checking.error ?? undefined,
    isSaving: saving.isPending,
    theirs: newer && isChanged ? newer : undefined,
    target,
    dispatch: (action) => {
      isSavedNow.current = false
      if (saving.error) saving.reset()
      reduce(action)
    },
    touch: (name) => setTouched((names) => (names.has(name) ? names : new Set([...names, name]))),
    setSecret: async (name, value) => await setSecret(account, name, value),
    save: async () => {
      setTried(true)
      if (form.name.trim() === '') {
        setNameMissing(true)
        document.getElementById('connection-name')?.focus()
        return undefined
      }
      return await saving.mutateAsync(state).catch(() => undefined)
    },
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'CHANGED_MEANWHILE'
}

/** What is stored says as notices what a check says as problems. */
function checkOfNotices(notices: LoadedConnection['connection']['notices']): SettingsCheck {
  return {
    problems: notices.filter(({ kind }) => kind === 'problem'),
    notices: notices.filter(({ kind }) => kind !== 'problem'),
    organization: null,
  }
}
