import { Group, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon } from '../ui/icon.tsx'
import type { FirstStep, StepName } from './first-steps.ts'

const texts: Readonly<Record<StepName, { readonly title: string; readonly detail: string }>> = {
  connection: {
    title: 'Make a connection',
    detail: 'To your organization in Coupa, or to a sandbox where there is one.',
  },
  test: { title: 'Test it', detail: 'Every stage from the settings to a first record, with a remedy where one fails.' },
  explore: { title: 'Look at its data', detail: 'Choose a resource, build a query, see the records.' },
  container: { title: 'Enrol another container', detail: 'To work from inside your own network as well.' },
  people: { title: 'Invite people', detail: 'With just the rights that they need.' },
}

const paths = {
  connection: '/a/$account/connections',
  test: '/a/$account/connections',
  explore: '/a/$account/explore',
  container: '/a/$account/containers',
  people: '/a/$account/people',
} as const

/** The first steps as a list that ticks itself off. `mayDo` says which ones the person's role allows. */
export function FirstStepsList({
  steps,
  account,
  mayDo,
  action,
}: {
  readonly steps: readonly FirstStep[]
  readonly account: string
  readonly mayDo: (step: StepName) => boolean
  readonly action?: React.ReactNode
}): React.JSX.Element {
  const done = steps.filter(({ isDone }) => isDone).length
  const next = steps.find(({ isDone, name }) => !isDone && mayDo(name))?.name
  return (
    <section aria-labelledby="first-steps">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="first-steps">
          First steps
        </Title>
        {action}
      </Group>
      <div className="surface">
        <Group px="md" pt="md" pb="xs" gap="sm" wrap="nowrap">
          <Progress value={(done / steps.length) * 100} size="sm" style={{ flex: 1 }} aria-hidden="true" />
          <Text size="sm" className="muted">
            {done} of {steps.length} done
          </Text>
        </Group>
        <ol className="rows">
          {steps.map((step) => (
            <li key={step.name}>
              <Step step={step} account={account} isNext={step.name === next} isAllowed={mayDo(step.name)} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function Step({
  step: { name, isDone },
  account,
  isNext,
  isAllowed,
}: {
  readonly step: FirstStep
  readonly account: string
  readonly isNext: boolean
  readonly isAllowed: boolean
}): React.JSX.Element {
  const { title, detail } = texts[name]
  const content = (
    <Group px="md" py="sm" gap="md" wrap="nowrap" align="flex-start">
      <span className={isDone ? 'good' : 'quiet'}>
        <Icon name={isDone ? 'check' : 'circle'} size={20} />
      </span>
      <Stack gap={0} style={{ flex: 1 }}>
        <Text size="sm" fw={isNext ? 650 : 550}>
          {title}
          {isDone ? <span className="muted"> – done</span> : null}
        </Text>
        {isDone ? null : (
          <Text size="sm" className="muted">
            {isAllowed ? detail : `${detail} Your role does not include this.`}
          </Text>
        )}
      </Stack>
      {isNext ? <Icon name="chevron" size={18} /> : null}
    </Group>
  )
  if (isDone || !isAllowed) return content
  return (
    <Link
      className="row-link"
      to={paths[name]}
      params={{ account }}
      search={name === 'container' ? { enroll: 'atom' } : {}}
    >
      {content}
    </Link>
  )
}
