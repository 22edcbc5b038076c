import type { Connection } from '@coupa-connector/protocol'
import { Stack } from '@mantine/core'
import { TestHistory } from '../../tests/history/test-history.tsx'
import { TestSchedulePanel } from '../schedule/test-schedule-panel.tsx'

/** When a connection is tested by itself, and every test of it. */
export function TestsTab({ connection }: { readonly connection: Connection }): React.JSX.Element {
  return (
    <Stack gap="md">
      <TestSchedulePanel connection={connection} />
      <TestHistory connection={connection.id} />
    </Stack>
  )
}
