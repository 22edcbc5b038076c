import { Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAccount } from '../session/use-account.ts'
import { Page } from '../ui/pages/page.tsx'
import { FailureGroups } from './failure-groups.tsx'
import { failureStateOf } from './failure-queries.ts'
import { FailureStateChoices } from './failure-state-choices.tsx'

/** Records that were set aside by all processes, filtered by the address. */
export function Failures(): React.JSX.Element {
  const account = useAccount()
  const words = useSearch({ from: '/a/$account/failures' })
  const navigate = useNavigate()
  const state = failureStateOf(words.state)
  return (
    <Page title="Failures" description="Records that did not get through, grouped by what is wrong with them.">
      <Stack gap="md">
        <FailureStateChoices
          state={state}
          onChange={(chosen) =>
            void navigate({
              to: '/a/$account/failures',
              params: { account: account.id },
              search: chosen === 'open' ? {} : { state: chosen },
              replace: true,
              resetScroll: false,
            })
          }
        />
        <FailureGroups filter={{ state }} />
      </Stack>
    </Page>
  )
}
