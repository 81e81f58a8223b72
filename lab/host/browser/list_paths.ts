/** Routes of the lab itself: what its stand-ins for Wazuh's pages and for Discover show. */
export const WAZUH_AGENTS_PATH = '/lab/wazuh/agents';
export const DISCOVER_DOCUMENTS_PATH = '/lab/discover/documents';
