import { useSyncExternalStore } from 'react'
import type { Flag } from '../../api/flag.ts'

/** Whether a flag is set, as it changes. */
export function useFlag({ subscribe, isSet }: Flag): boolean {
  return useSyncExternalStore(subscribe, isSet)
}
