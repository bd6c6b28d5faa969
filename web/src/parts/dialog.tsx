import { Modal } from 'antd';
import { type ReactNode, useEffect } from 'react';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly close: () => void;
  readonly narrow?: boolean;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

let openDialogs = 0;

/** A dialog over the page; the page behind it can neither be reached nor read aloud while it is open. */
export function Dialog({ title, open, close, narrow, foot, children }: DialogProps) {
  useEffect(() => {
    if (!open) return;
    const page = document.getElementById('root');
    openDialogs += 1;
    page?.setAttribute('inert', '');
    return () => {
      openDialogs -= 1;
      if (openDialogs === 0) page?.removeAttribute('inert');
    };
  }, [open]);
  return (
    <Modal
      title={title}
      open={open}
      onCancel={close}
      footer={foot ?? null}
      width={narrow === true ? 420 : 'min(1080px, 94vw)'}
      destroyOnHidden
      maskClosable={false}
    >
      {children}
    </Modal>
  );
}
