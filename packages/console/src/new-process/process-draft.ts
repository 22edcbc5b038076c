import { useEffect, useState } from 'react'
import type { Definition } from '../definition-editor/json.ts'
import type { ScheduleDraft } from '../schedules/schedule-draft.ts'

/** What was chosen for a new process so far. It has no secret, and the browser keeps it until the process is there. */
export interface ProcessDraft {
  readonly template?: string | undefined
  /** Of a template of any resource. */
  readonly resource?: string | undefined
  readonly name?: string | undefined
  readonly connection?: string | undefined
  readonly container?: string | undefined
  /** Conditions in the place of the template's. */
  readonly where?: Readonly<Record<string, unknown>> | undefined
  /** Source paths of fields that are left out. */
  readonly leftOut: readonly string[]
  /** Names at the other end, by source path. */
  readonly names: Readonly<Record<string, string>>
  /** Only these fields, by source path: from a query. */
  readonly onlyFields?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly destination?: string | undefined
  readonly format?: string | undefined
  readonly shape?: string | undefined
  readonly acknowledge?: string | undefined
  /** Of a load: `rest`, or `flat-files` into Coupa's inbox. */
  readonly way?: string | undefined
  /** Of a load that can write several flat files: which one. */
  readonly object?: string | undefined
  /** Destinations of further ends, by the names of their values. */
  readonly ends: Readonly<Record<string, string>>
  /** Parts of the definition that somebody edited, by what they were edited for: another shape has parts of its own. */
  readonly own: Readonly<Record<string, Definition>>
  readonly monitoringLevel: number
  readonly integration: string
  /** Undefined until somebody chooses: then it is the template's. */
  readonly schedule?: ScheduleDraft | undefined
}

export const emptyDraft: ProcessDraft = {
  leftOut: [],
  names: {},
  ends: {},
  own: {},
  monitoringLevel: 0,
  integration: '',
}

const keyOf = (account: string): string => `new-process:${account}`

/** Begins a draft in the place of the one before. */
export function startDraft(account: string, draft: ProcessDraft): void {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(draft))
  } catch {
    // Without a store the draft lasts as long as the page.
  }
}

/** The draft that the browser keeps, or an empty one. */
export function readDraft(account: string): ProcessDraft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? { ...emptyDraft, ...kept } : emptyDraft
  } catch {
    return emptyDraft
  }
}

/** Forgets the draft: the process is there, or somebody wants to begin anew. */
export function forgetDraft(account: string): void {
  try {
    localStorage.removeItem(keyOf(account))
  } catch {
    // There is nothing to forget.
  }
}

export interface DraftState {
  readonly draft: ProcessDraft
  readonly change: (part: Partial<ProcessDraft>) => void
  readonly clear: () => void
}

/** The draft of the account, kept by the browser with every change. */
export function useProcessDraft(account: string): DraftState {
  const [draft, setDraft] = useState(() => readDraft(account))
  useEffect(() => {
    if (draft === emptyDraft) forgetDraft(account)
    else startDraft(account, draft)
  }, [account, draft])
  return {
    draft,
    change: (part) => setDraft((now) => ({ ...now, ...part })),
    clear: () => setDraft(emptyDraft),
  }
}
