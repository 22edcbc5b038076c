import { Group, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon } from '../ui/marks/icon.tsx'
import type { FirstStep, StepName } from './first-steps.ts'

const texts: Readonly<Record<StepName, { readonly title: string; readonly detail: string }>> = {
  connection: { title: 'Create a connection', detail: 'Connect your Coupa instance, or try the built-in sandbox.' },
  test: {
    title: 'Test it',
    detail: 'Check every stage, from the settings to a first record. If one fails, you see how to fix it.',
  },
  explore: { title: 'Explore its data', detail: 'Choose a resource, build a query and see the records.' },
  process: {
    title: 'Create a process',
    detail: 'Send records to your systems on a schedule, or load them into Coupa.',
  },
  container: { title: 'Enroll another container', detail: 'Reach Coupa from inside your own network as well.' },
  people: { title: 'Invite people', detail: 'Give each person only the access they need.' },
}

interface FirstStepsProps {
  readonly steps: readonly FirstStep[]
  readonly account: string
  /** The connection that the steps after the first are about. */
  readonly connection: string | undefined
  /** Which steps the person's role allows. */
  readonly mayDo: (step: StepName) => boolean
  readonly action?: React.ReactNode
  /** What there is to do in the step that is next, as buttons or as what is under way. */
  readonly children?: React.ReactNode
}

/** The first steps as a list that ticks itself off; the next one is open. */
export function FirstStepsList({
  steps,
  account,
  connection,
  mayDo,
  action,
  children,
}: FirstStepsProps): React.JSX.Element {
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
              <Step
                step={step}
                account={account}
                connection={connection}
                isNext={step.name === next}
                isAllowed={mayDo(step.name)}
              >
                {step.name === next ? children : null}
              </Step>
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
  connection,
  isNext,
  isAllowed,
  children,
}: {
  readonly step: FirstStep
  readonly account: string
  readonly connection: string | undefined
  readonly isNext: boolean
  readonly isAllowed: boolean
  readonly children: React.ReactNode
}): React.JSX.Element {
  const { title, detail } = texts[name]
  const isOpen = children !== null && children !== undefined
  const content = (
    <Group px="md" py={isOpen ? 'md' : 'sm'} gap="md" wrap="nowrap" align="flex-start">
      <span className={isDone ? 'good' : 'quiet'}>
        <Icon name={isDone ? 'check' : 'circle'} size={20} />
      </span>
      <Stack gap={isOpen ? 'sm' : 0} style={{ flex: 1, minWidth: 0 }}>
        <div>
          <Text size="sm" fw={isNext ? 650 : 550}>
            {title}
            {isDone ? <span className="muted"> – done</span> : null}
          </Text>
          {isDone ? null : (
            <Text size="sm" className="muted">
              {isAllowed ? detail : `${detail} Your role does not include this.`}
            </Text>
          )}
        </div>
        {children}
      </Stack>
      {isDone || !isAllowed || isOpen ? null : <Icon name="chevron" size={18} />}
    </Group>
  )
  if (isDone || !isAllowed || isOpen) return content
  return (
    <StepLink name={name} account={account} connection={connection}>
      {content}
    </StepLink>
  )
}

function StepLink({
  name,
  account,
  connection,
  children,
}: {
  readonly name: StepName
  readonly account: string
  readonly connection: string | undefined
  readonly children: React.ReactNode
}): React.JSX.Element {
  const className = 'row-link'
  if (name === 'test' && connection !== undefined) {
    return (
      <Link
        className={className}
        to="/a/$account/connections/$connection"
        params={{ account, connection }}
        search={{ test: '1' }}
      >
        {children}
      </Link>
    )
  }
  switch (name) {
    case 'connection':
    case 'test':
      return (
        <Link className={className} to="/a/$account/connections" params={{ account }} search={{}}>
          {children}
        </Link>
      )
    case 'explore':
      return (
        <Link
          className={className}
          to="/a/$account/explore"
          params={{ account }}
          search={connection === undefined ? {} : { connection }}
        >
          {children}
        </Link>
      )
    case 'process':
      return (
        <Link className={className} to="/a/$account/processes/new" params={{ account }} search={{}}>
          {children}
        </Link>
      )
    case 'container':
      return (
        <Link className={className} to="/a/$account/containers" params={{ account }} search={{ enroll: 'atom' }}>
          {children}
        </Link>
      )
    case 'people':
      return (
        <Link className={className} to="/a/$account/people" params={{ account }}>
          {children}
        </Link>
      )
  }
}
