import { Page } from '../components/page.tsx'

export function Matrix(): React.JSX.Element {
  return <Page title="Test from all containers">…</Page>
}
