import { useMediaQuery } from '@mantine/hooks'

/** Whether the window is as narrow as a phone's, or as `below`. Known before the first drawing. */
export function useIsNarrow(below = '48em'): boolean {
  return useMediaQuery(`(max-width: ${below})`, undefined, { getInitialValueInEffect: false }) ?? false
}
