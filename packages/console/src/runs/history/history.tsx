import { Group, Stack, Text, Title, useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId } from 'react'
import { environmentsQuery } from '../../environments/environment-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { zoneWords } from '../../ui/words/zones.ts'
import { BarChart } from './bar-chart.tsx'
import { type HistoryDay, historyQuery } from './history-queries.ts'
import { dayLabel, type HistoryChart, historyCharts } from './history-series.ts'

interface HistorySearch {
  readonly days?: string | undefined
  readonly process?: string | undefined
  readonly environment?: string | undefined
}

const spans = [14, 30, 90] as const

/** What processes did in the last days, as charts with a table beside each. The address holds the filters. */
export function History(): React.JSX.Element {
  const account = useAccount()
  const search: HistorySearch = useSearch({ from: '/a/$account/history' })
  const navigate = useNavigate()
  const scheme = useComputedColorScheme()
  const days = spans.find((span) => String(span) === search.days) ?? spans[0]
  const { process, environment } = search
  const history = useQuery(historyQuery(account.id, { days, process, environment }))
  const environments = useQuery(environmentsQuery(account.id))
  const change = (next: HistorySearch): void =>
    void navigate({
      to: '/a/$account/history',
      params: { account: account.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  const zone = history.data ? `, in the time of ${zoneWords(history.data.zone)}` : ''
  return (
    <Page title="History" description={`What processes did, day by day${zone}.`}>
      <Group gap="sm" mb="md">
        <Group gap={6} role="group" aria-label="Days">
          {spans.map((span) => (
            <ChoiceButton
              key={span}
              isChosen={span === days}
              onClick={() => change({ ...search, days: span === spans[0] ? undefined : String(span) })}
            >
              {`${span} days`}
            </ChoiceButton>
          ))}
        </Group>
        <Group gap={6} role="group" aria-label="Environment">
          {(environments.data ?? []).map(({ id, name }) => (
            <ChoiceButton
              key={id}
              isChosen={environment === id}
              onClick={() => change({ ...search, environment: environment === id ? undefined : id })}
            >
              {name}
            </ChoiceButton>
          ))}
        </Group>
        {process === undefined ? null : (
          <ChoiceButton icon="cross" isChosen onClick={() => change({ ...search, process: undefined })}>
            One process only
          </ChoiceButton>
        )}
      </Group>
      {history.error && !history.data ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : history.data === undefined ? (
        <LoadingRows rows={4} height={300} />
      ) : (
        <Stack gap="md">
          {historyCharts.map((chart) => (
            <ChartCard key={`${chart.title} ${scheme}`} chart={chart} days={history.data.days} />
          ))}
        </Stack>
      )}
    </Page>
  )
}

function ChartCard({
  chart,
  days,
}: {
  readonly chart: HistoryChart
  readonly days: readonly HistoryDay[]
}): React.JSX.Element {
  const heading = useId()
  return (
    <section className="surface history-card" aria-labelledby={heading}>
      <div>
        <Title order={2} id={heading}>
          {chart.title}
        </Title>
        <Text size="sm" className="muted">
          {chart.description}
        </Text>
      </div>
      <BarChart chart={chart} days={days} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by the keyboard */}
      <section className="history-table" aria-label={`${chart.title}, as a table`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {chart.series.map(({ label }) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day}>
                <th scope="row">{dayLabel(day)}</th>
                {chart.series.map(({ label, value }) => (
                  <td key={label}>{cell(value(day), chart)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function cell(value: number | null, { format }: HistoryChart): string {
  return value === null ? '–' : format(value)
}
