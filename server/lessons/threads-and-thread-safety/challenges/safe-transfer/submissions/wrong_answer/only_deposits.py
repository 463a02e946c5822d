def safe_bank_transfer(initial_balance, transfers):
    return initial_balance + sum(amount for amount in transfers if amount > 0)
