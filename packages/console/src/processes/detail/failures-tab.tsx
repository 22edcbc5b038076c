import type { Process } from '@coupa-connector/protocol'
import { Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { FailureGroups } from '../../failures/failure-groups.tsx'
import { failureStateOf } from '../../failures/failure-queries.ts'
import { FailureStateChoices } from '../../failures/failure-state-choices.tsx'
import { useAccount } from '../../session/use-account.ts'

/** Records that a process set aside, wherever it is deployed. */
export function FailuresTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  const search = useSearch({ from: '/a/$account/processes/$process' })
  const navigate = useNavigate()
  const state = failureStateOf(search.state)
  return (
    <Stack gap="md">
      <FailureStateChoices
        state={state}
        onChange={(chosen) =>
          void navigate({
            to: '/a/$account/processes/$process',
            params: { account: account.id, process: process.id },
            search: { view: 'failures', ...(chosen === 'open' ? {} : { state: chosen }) },
            replace: true,
            resetScroll: false,
          })
        }
      />
      <FailureGroups filter={{ process: process.id, state }} />
    </Stack>
  )
}
