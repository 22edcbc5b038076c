import { Box } from '@mantine/core'
import { ScheduleFields } from '../../schedules/schedule-fields.tsx'
import type { NewProcessState } from '../use-new-process.ts'

/** When the process runs, in words, with the next instants. */
export function WhenStep({ process: { schedule, change } }: { readonly process: NewProcessState }): React.JSX.Element {
  return (
    <Box maw={720}>
      <ScheduleFields
        schedule={schedule}
        instantsLabel="Next runs"
        manual="It runs when somebody starts it, here, by the command line, or by the API."
        onChange={(schedule) => change({ schedule })}
      />
    </Box>
  )
}
