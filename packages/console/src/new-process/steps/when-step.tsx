import { Box, Stack } from '@mantine/core'
import { WatchingRules } from '../../alerts/watching/watching-rules.tsx'
import { ScheduleFields } from '../../schedules/schedule-fields.tsx'
import type { NewProcessState } from '../use-new-process.ts'

/** When the process runs, in words, with the next instants, and who is told when it does not go well. */
export function WhenStep({
  process: { account, schedule, change },
}: {
  readonly process: NewProcessState
}): React.JSX.Element {
  return (
    <Stack gap="xl">
      <Box maw={720}>
        <ScheduleFields
          schedule={schedule}
          instantsLabel="Next runs"
          manual="It runs when somebody starts it, here, by the command line, or by the API."
          onChange={(next) => change({ schedule: next })}
        />
      </Box>
      <WatchingRules account={account} />
    </Stack>
  )
}
