import { NumberInput, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { useSetShare } from '../container-mutations.ts'
import type { CloudShare } from '../container-queries.ts'

/** Lends a cloud to an account, or changes how much of it the account may use. */
export function ShareForm({
  account,
  container,
  share,
  onClose,
}: {
  readonly account: string
  readonly container: string
  /** The one to change; undefined for a new one. */
  readonly share: CloudShare | undefined
  readonly onClose: () => void
}): React.JSX.Element {
  const [tenant, setTenant] = useState(share?.account.slug ?? '')
  const [isUnlimited, setIsUnlimited] = useState(share?.maxAttachments === -1)
  const [attachments, setAttachments] = useState<number | string>(Math.max(1, share?.maxAttachments ?? 1))
  const [jobs, setJobs] = useState<number | string>(share?.maxConcurrentJobs ?? 2)
  const save = useSetShare(account, container)
  const submit = (): void => {
    const quotas = { maxAttachments: isUnlimited ? -1 : Number(attachments), maxConcurrentJobs: Number(jobs) }
    save.mutate({ tenant: tenant.trim(), quotas }, { onSuccess: onClose })
  }
  return (
    <DialogForm
      verb={share ? 'Save' : 'Share'}
      isPending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      {share ? null : (
        <TextInput
          label="Account ID for sharing"
          description="Its administrators can find it in their settings."
          placeholder="acme-procurement"
          required
          maxLength={100}
          autoComplete="off"
          data-autofocus
          value={tenant}
          onChange={(event) => setTenant(event.currentTarget.value)}
        />
      )}
      <Switch
        label="Unlimited attachments"
        checked={isUnlimited}
        onChange={(event) => setIsUnlimited(event.currentTarget.checked)}
      />
      <NumberInput
        label="Attachments"
        description="How many times the account can attach it, each under its own name."
        required
        disabled={isUnlimited}
        min={0}
        max={1000}
        allowDecimal={false}
        value={attachments}
        onChange={setAttachments}
      />
      <NumberInput
        label="Concurrent jobs"
        description="Across all attachments. Extra jobs wait in a queue."
        required
        min={1}
        max={1000}
        allowDecimal={false}
        value={jobs}
        onChange={setJobs}
      />
    </DialogForm>
  )
}
