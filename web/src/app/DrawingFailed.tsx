import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ServerErrorPage } from './ServerErrorPage';

interface BoundaryProps {
  address: string;
  children: ReactNode;
}

interface BoundaryState {
  address: string;
  error: unknown;
}

/** Where drawing a page failed, shows what is known of it in its place, until somebody goes elsewhere. */
export function DrawingFailed({ children }: { children: ReactNode }) {
  return <Boundary address={useLocation().key}>{children}</Boundary>;
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { address: this.props.address, error: undefined };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error };
  }

  static getDerivedStateFromProps({ address }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return address === state.address ? null : { address, error: undefined };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <ServerErrorPage detail={error instanceof Error ? error.message : undefined} />;
  }
}
