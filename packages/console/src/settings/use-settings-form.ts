import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accountQuery, findLastChange, type LoadedAccount } from '../api/account.ts'
import { client, ProblemError } from '../api/client.ts'
import type { Conflict } from '../ui/conflict-notice.tsx'
import { type AccountSettings, differencesBetween, isSameSettings, settingsOf } from './settings-change.ts'

/** The form of an account's settings: what was typed, against what was seen when typing began. */
export interface SettingsForm {
  readonly values: AccountSettings
  readonly isChanged: boolean
  readonly isPending: boolean
  readonly isSaved: boolean
  readonly error: unknown
  readonly conflict: Conflict | undefined
  readonly change: (values: Partial<AccountSettings>) => void
  readonly save: () => void
  /** Forgets what was typed and shows what is stored. */
  readonly reset: () => void
}

interface Draft {
  /** Only what was typed: the rest follows what is stored. */
  readonly typed: Partial<AccountSettings>
  readonly seen: LoadedAccount
}

/** `stored` may be asked again at any time; what was typed stays, and is saved over what was seen, not over what came since. */
export function useSettingsForm(stored: LoadedAccount): SettingsForm {
  const account = stored.account.id
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<Draft>()
  const [conflict, setConflict] = useState<Conflict>()
  const seen = settingsOf((draft?.seen ?? stored).account)
  const values = { ...seen, ...draft?.typed }
  const save = useMutation({
    mutationFn: async ({ typed, seen }: Draft) => {
      const { name, draftUse } = typed
      try {
        const { body, etag } = await client.call('account.update', {
          params: { account },
          body: { name, ...(draftUse === undefined ? {} : { policy: { draftUse } }) },
          ifMatch: seen.etag,
        })
        return { account: body, etag: etag ?? '' }
      } catch (error) {
        if (!(error instanceof ProblemError && error.code === 'CHANGED_MEANWHILE')) throw error
        const newest = await queryClient.fetchQuery({ ...accountQuery(account), staleTime: 0 })
        setConflict(await describeConflict(seen, newest))
        setDraft({ typed, seen: newest })
        return undefined
      }
    },
    onSuccess: async (saved) => {
      if (!saved) return
      setDraft(undefined)
      setConflict(undefined)
      queryClient.setQueryData(accountQuery(account).queryKey, saved)
      await queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  })
  return {
    values,
    isChanged: !isSameSettings(values, seen),
    isPending: save.isPending,
    isSaved: save.data !== undefined && draft === undefined,
    error: save.error,
    conflict,
    change: (typed) => setDraft((before) => ({ typed: { ...before?.typed, ...typed }, seen: before?.seen ?? stored })),
    save: () => void (draft && save.mutate(draft)),
    reset: () => {
      setDraft(undefined)
      setConflict(undefined)
      save.reset()
    },
  }
}

async function describeConflict(seen: LoadedAccount, newest: LoadedAccount): Promise<Conflict> {
  // Who it was is worth knowing, and not worth failing for.
  const entry = await findLastChange(newest.account.id, { action: 'account.update' }).catch(() => undefined)
  return {
    change: entry && { by: entry.actor.name, at: entry.at },
    differences: differencesBetween(settingsOf(seen.account), settingsOf(newest.account)),
  }
}
