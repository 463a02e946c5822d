def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    for amount in transfers:
        balance += amount
    return balance
