import type { Process } from '@coupa-connector/protocol'
import { Group, Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart } from '../../api/lazy-part.ts'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Gone, isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { DefinitionTab } from '../definition/definition-tab.tsx'
import { processQuery } from '../process-queries.ts'
import { Direction, describeEnds } from '../process-state.tsx'
import { AlertsTab } from '../settings/alerts-tab.tsx'
import { ValuesTab } from '../settings/values-tab.tsx'
import { VersionsTab } from '../versions/versions-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { RunsTab } from './runs-tab.tsx'

const ScheduleTab = lazyPart(() => import('../settings/schedule-tab.tsx'), 'ScheduleTab')
const FailuresTab = lazyPart(() => import('./failures-tab.tsx'), 'FailuresTab')
const AnswersTab = lazyPart(() => import('./answers-tab.tsx'), 'AnswersTab')

const views = [
  { view: 'overview', label: 'Overview', Panel: OverviewTab },
  { view: 'definition', label: 'Definition', Panel: DefinitionTab },
  { view: 'schedule', label: 'Schedule', Panel: ScheduleTab },
  { view: 'values', label: 'Values', Panel: ValuesTab },
  { view: 'alerts', label: 'Alerts', Panel: AlertsTab },
  { view: 'runs', label: 'Runs', Panel: RunsTab },
  { view: 'failures', label: 'Failures', Panel: FailuresTab },
  { view: 'answers', label: 'Answers', Panel: AnswersTab },
  { view: 'versions', label: 'Versions', Panel: VersionsTab },
] as const

/** One process: where it is deployed and how it does there, what it is, what it did. */
export function ProcessDetail(): React.JSX.Element {
  const account = useAccount()
  const { process: id } = useParams({ from: '/a/$account/processes/$process' })
  const { data, error, isPending, refetch } = useQuery(processQuery(account.id, id))
  if (isPending) {
    return (
      <Page title="Process">
        <LoadingRows rows={4} height={96} />
      </Page>
    )
  }
  if (isGone(error)) {
    return (
      <Gone
        what="process"
        icon="process"
        action={
          <LinkButton to="/a/$account/processes" params={{ account: account.id }} search={{}}>
            All processes
          </LinkButton>
        }
      />
    )
  }
  if (!data) {
    return (
      <Page title="Process">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    )
  }
  return (
    <Page
      title={data.name}
      description={<Summary account={account.id} process={data} />}
      actions={
        account.can('builder') ? (
          <LinkButton
            to="/a/$account/processes/$process/edit"
            params={{ account: account.id, process: data.id }}
            search={{}}
            variant="default"
            leftSection={<Icon name="pencil" size={15} />}
          >
            Edit
          </LinkButton>
        ) : null
      }
    >
      <Stack gap="md">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        <Views process={data} />
      </Stack>
    </Page>
  )
}

function Summary({ account, process }: { readonly account: string; readonly process: Process }): React.JSX.Element {
  return (
    <Stack gap={4}>
      <span>
        <Link className="plain-link" to="/a/$account/processes" params={{ account }} search={{}}>
          Processes
        </Link>
        {process.title === null ? '' : ` › ${process.title}`}
      </span>
      <Group gap={6} wrap="nowrap" align="center">
        <Direction direction={process.direction} />
        <span>{describeEnds(process)}</span>
      </Group>
    </Stack>
  )
}

function Views({ process }: { readonly process: Process }): React.JSX.Element {
  const { view } = useSearch({ from: '/a/$account/processes/$process' })
  const account = useAccount()
  const navigate = useNavigate()
  // Only what leaves Coupa has consumers that answer.
  const shown = views.filter((one) => one.view !== 'answers' || process.direction === 'out')
  const chosen = shown.find((one) => one.view === view)?.view ?? 'overview'
  return (
    <Tabs
      value={chosen}
      onChange={(next) =>
        void navigate({
          to: '/a/$account/processes/$process',
          params: { account: account.id, process: process.id },
          search: next === null || next === 'overview' ? {} : { view: next },
          replace: true,
          resetScroll: false,
        })
      }
      keepMounted={false}
    >
      <Tabs.List className="editor-tabs">
        {shown.map(({ view, label }) => (
          <Tabs.Tab key={view} value={view}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map(({ view, Panel }) => (
        <Tabs.Panel key={view} value={view} pt="md">
          <Suspense fallback={<LoadingRows rows={4} height={72} />}>
            <Panel process={process} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
