import { MultiSelect, NumberInput, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { withThousands } from '../../ui/words/numbers.ts'
import { useSetRule } from '../alert-mutations.ts'
import type { AlertChannel, AlertRule } from '../alert-queries.ts'

interface RuleDialogProps {
  readonly account: string
  readonly rule: AlertRule
  readonly channels: readonly AlertChannel[]
  readonly onClose: () => void
}

/** Changes the number of a rule, and the channels that its alerts go to. */
export function RuleDialog({ opened, ...props }: RuleDialogProps & { readonly opened: boolean }): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={props.onClose} title={props.rule.title} centered>
      <RuleForm {...props} />
    </Dialog>
  )
}

function RuleForm({ account, rule, channels, onClose }: RuleDialogProps): React.JSX.Element {
  const set = useSetRule(account)
  const [threshold, setThreshold] = useState<number | string>(rule.effective.threshold ?? '')
  const [chosen, setChosen] = useState<string[]>([...(rule.effective.channels ?? [])])
  const save = (): void => {
    const number = rule.threshold === null || threshold === '' ? null : Number(threshold)
    const isDefault = number === rule.default.threshold
    set.mutate(
      {
        rule: rule.rule,
        isOn: rule.account?.isOn ?? null,
        threshold: isDefault ? null : number,
        channels: chosen.length === 0 ? null : chosen,
      },
      { onSuccess: onClose },
    )
  }
  return (
    <DialogForm verb="Save" isPending={set.isPending} error={set.error} onSubmit={save} onCancel={onClose}>
      <Text size="sm">{rule.description}</Text>
      {rule.threshold === null ? null : (
        <NumberInput
          label={thresholdLabel(rule.threshold.unit)}
          description={`From ${rule.threshold.minimum} to ${withThousands(rule.threshold.maximum)}. Default: ${rule.default.threshold}.`}
          min={rule.threshold.minimum}
          max={rule.threshold.maximum}
          allowDecimal={false}
          required
          data-autofocus
          value={threshold}
          onChange={setThreshold}
        />
      )}
      <MultiSelect
        label="Channels"
        description="Empty: all channels that are on."
        placeholder={chosen.length === 0 ? 'All channels' : undefined}
        data={channels.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={setChosen}
      />
    </DialogForm>
  )
}

function thresholdLabel(unit: string): string {
  const label = unit === 'percent' ? 'Percent' : unit === 'failures' ? 'Records' : unit
  return label.charAt(0).toUpperCase() + label.slice(1)
}
