import { Button, Group, Switch, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { describeError } from '../../api/client.ts'
import { Row } from '../../ui/lists/rows.tsx'
import { useSetRule } from '../alert-mutations.ts'
import type { AlertChannel, AlertRule } from '../alert-queries.ts'
import { RuleDialog } from './rule-dialog.tsx'

/** One rule: whether it is on, when it alerts, where that goes. */
export function RuleRow({
  account,
  rule,
  channels,
  mayChange,
}: {
  readonly account: string
  readonly rule: AlertRule
  readonly channels: readonly AlertChannel[]
  readonly mayChange: boolean
}): React.JSX.Element {
  const set = useSetRule(account)
  const [opened, { open, close }] = useDisclosure(false)
  const { threshold, channels: chosen } = rule.account ?? { threshold: null, channels: null }
  return (
    <Row
      primary={rule.title}
      secondary={
        <>
          {rule.description} {channelWords(rule, channels)}
          {set.error ? (
            <Text size="sm" className="bad" role="alert">
              {describeError(set.error).message}
            </Text>
          ) : null}
        </>
      }
      aside={
        <Group gap="sm" wrap="nowrap">
          {mayChange ? (
            <Button size="compact-sm" variant="default" onClick={open} aria-label={`Change the rule ${rule.title}`}>
              Change…
            </Button>
          ) : null}
          <Switch
            aria-label={rule.title}
            checked={rule.effective.isOn}
            disabled={!mayChange || set.isPending}
            onChange={(event) =>
              set.mutate({ rule: rule.rule, isOn: event.currentTarget.checked, threshold, channels: chosen })
            }
          />
          <RuleDialog account={account} rule={rule} channels={channels} opened={opened} onClose={close} />
        </Group>
      }
    />
  )
}

function channelWords({ effective }: AlertRule, channels: readonly AlertChannel[]): string {
  if (effective.channels === null) return ''
  const names = effective.channels.map(
    (id) => channels.find((channel) => channel.id === id)?.name ?? 'a deleted channel',
  )
  return names.length === 0 ? 'It goes to no channel.' : `It goes to ${names.join(', ')}.`
}
