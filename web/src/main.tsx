import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client.js';
import { makeRouter } from './app/router.js';
import { theme } from './app/theme.js';
import './app/look.css';
import './app/shell.css';
import './parts/page.css';
import './parts/tables.css';
import './parts/states.css';
import './parts/forms.css';
import './parts/story.css';
import './app/print.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A question that failed for want of a connection is asked again; what the server refused stays refused.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && error.status === 0,
      staleTime: 5_000,
    },
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
const overlays = document.getElementById('overlays') ?? document.body;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={{ nonce }}
      getPopupContainer={() => overlays}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <QueryClientProvider client={queries}>
          <RouterProvider router={makeRouter(queries)} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  </StrictMode>,
);
