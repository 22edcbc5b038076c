import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Icon } from '../../ui/marks/icon.tsx'

/** Leads to the wizard of a new process. */
export function NewProcessLink({ account }: { readonly account: string }): React.JSX.Element {
  return (
    <LinkButton
      to="/a/$account/processes/new"
      params={{ account }}
      search={{}}
      leftSection={<Icon name="plus" size={16} />}
    >
      New process
    </LinkButton>
  )
}
