from concurrent.futures import ThreadPoolExecutor


def safe_bank_transfer(initial_balance, transfers):
    """The threads compute; only one adds up."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return initial_balance + sum(pool.map(int, transfers))
